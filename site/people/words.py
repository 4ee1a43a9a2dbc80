"""Dates, times and numbers as people say them. Pure functions in the language that is active."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOLD = "\u00a0"


def date_in_words(when: date, *, with_year: bool = True) -> str:
    facts = {"day": when.day, "month": str(MONTHS[when.month]), "year": when.year}
    text = _("%(day)s %(month)s %(year)s") if with_year else _("%(day)s %(month)s")
    return (text % facts).replace(" ", HOLD)


def weekday_and_day(when: date) -> str:
    name = str(WEEKDAYS[when.weekday()])
    return f"{name[:1].upper()}{name[1:]} {date_in_words(when, with_year=False)}"


def clock_in_words(when: datetime) -> str:
    facts = {"hour": when.hour, "minute": f"{when.minute:02}", "padded": f"{when.hour:02}"}
    return (_("kl. %(padded)s.%(minute)s") % facts).replace(" ", HOLD)


def days_from_now(days: int) -> str:
    """Whole days; negative is the past. Past two months it counts months, past two years years."""
    near = {0: _("i dag"), 1: _("i morgon"), -1: _("i går")}
    if days in near:
        return near[days]
    count, past = abs(days), days < 0
    if count < 60:
        return _counted(count, past, "day")
    if count < 730:
        return _counted(count // 30, past, "month")
    return _counted(count // 365, past, "year")


def _counted(count: int, past: bool, unit: str) -> str:
    forms = {
        ("day", False): ngettext("om %(n)s dag", "om %(n)s dagar", count),
        ("day", True): ngettext("för %(n)s dag sedan", "för %(n)s dagar sedan", count),
        ("month", False): ngettext("om %(n)s månad", "om %(n)s månader", count),
        ("month", True): ngettext("för %(n)s månad sedan", "för %(n)s månader sedan", count),
        ("year", False): ngettext("om %(n)s år", "om %(n)s år", count),
        ("year", True): ngettext("för %(n)s år sedan", "för %(n)s år sedan", count),
    }
    return (forms[unit, past] % {"n": count}).replace(f" {count} ", f" {count}{HOLD}")


def moments_ago(seconds: int) -> str:
    """For less than a day: `nyss`, `för 12 minuter sedan`, `för 3 timmar sedan`."""
    if seconds < 60:
        return _("nyss")
    count = seconds // 60
    if count < 60:
        return ngettext("för %(n)s minut sedan", "för %(n)s minuter sedan", count) % {"n": count}
    count //= 60
    return ngettext("för %(n)s timme sedan", "för %(n)s timmar sedan", count) % {"n": count}


def number_in_words(value: float | int | str) -> str:
    """Grouped by thousands; at most two decimals, none that are zero. Other text comes back."""
    try:
        rounded = Decimal(str(value)).quantize(Decimal("0.01")).normalize() + 0
    except InvalidOperation:
        return str(value)
    if not rounded.is_finite():
        return str(value)
    plain = format(rounded, "f")
    return number_format(plain, use_l10n=True, force_grouping=True).replace(" ", HOLD)


def blocks(text: str) -> list[list[str]]:
    """Paragraphs as lists of lines, without the empty ones."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def greeting(hour: int) -> str:
    """A greeting with a place for the name; `hour` is 0–23."""
    if hour < 5 or hour >= 23:
        return _("Hej, %(name)s")
    if hour < 10:
        return _("God morgon, %(name)s")
    if hour < 18:
        return _("Hej, %(name)s")
    return _("God kväll, %(name)s")


def week_dots(weekday: int) -> list[str]:
    """Classes for Monday to Friday when today is `weekday` (Monday is 0, at the weekend all on)."""
    days = ["on" if day < weekday else "near" if day == weekday else "" for day in range(5)]
    days[4] = "goal on" if weekday >= 4 else "goal"
    return days


def dot_marks(filled: int, half: int, of: int) -> list[str]:
    """Classes for `of` dots, at most 12: filled ones first, then half ones, then hollow ones."""
    of = max(0, min(of, 12))
    return (["on"] * filled + ["near"] * half + [""] * of)[:of]
