"""Swedish working days: Monday to Friday, without red days and the eves that offices close on."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language

CLOSED = ("public", "de_facto")  # the second: the eves of midsummer, Christmas and New Year
DAY = timedelta(days=1)


@lru_cache(maxsize=16)
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, categories=CLOSED))


@lru_cache(maxsize=16)
def _names(year: int, language: str) -> dict[date, str]:
    spoken = "sv" if language == "sv" else "en_US"
    return dict(holidays.country_holidays("SE", years=year, categories=CLOSED, language=spoken))


def name_of(day: date) -> str:
    """`midsommarafton`, in the reader's language; empty for a day without a name."""
    language = (get_language() or "sv")[:2]
    name = _names(day.year, language).get(day, "").split(";")[0]
    return name.lower() if language == "sv" else name


def first_of_week(day: date) -> date:
    """The first working day of its week; the Monday of a week that has none."""
    days = [day + (number - day.weekday()) * DAY for number in range(5)]
    return next(filter(is_working_day, days), days[0])


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _closed(day.year)


def working_day_before(day: date) -> date:
    """The nearest one, never the day itself."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day


def working_days_after(day: date, number: int) -> date:
    """The working day that comes `number` (1 or more) working days after `day`."""
    if number < 1:
        raise ValueError("counts forward only")
    for _step in range(number):
        day += DAY
        while not is_working_day(day):
            day += DAY
    return day
