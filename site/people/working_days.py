"""Swedish working days: Monday to Friday, without red days and the eves that offices close on."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

CLOSED = ("public", "de_facto")  # the second: the eves of midsummer, Christmas and New Year
DAY = timedelta(days=1)


@lru_cache(maxsize=16)
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, categories=CLOSED))


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
