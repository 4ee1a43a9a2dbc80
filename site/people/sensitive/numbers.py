"""Swedish personal identity numbers in a text: found and taken out. They are never stored.

Personnummer and samordningsnummer (the day plus 60) as Skatteverket defines them: six or eight
figures for the date, four more, the last a Luhn check digit over the ten. Test numbers count.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, gettext, override

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BETWEEN = r"[\s\-+\u2010-\u2015\u2043\u2212\uff0b\uff0d\ufe58\ufe63._:/·•]"
NUMBER = re.compile(
    rf"(?<!\d)(?P<century>(?:1[89]|20){BETWEEN}?)?"
    rf"(?P<year>\d\d)(?P<one>{BETWEEN}?)(?P<month>\d\d)(?P<two>{BETWEEN}?)(?P<day>\d\d)"
    rf"(?P<joint>{BETWEEN}{{0,3}})(?P<three>\d\d)(?P<split>{BETWEEN}?)(?P<four>\d\d)(?!\d)"
)
# Every figure apart from the next by the same sign.
SPELT = re.compile(r"(?<!\d)(?:\d([ \t\u00a0._\-])){9}(?:\d\1\d\1)?\d(?!\d)")
SHORT = "[…]"


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers are, in order: from and to."""
    seen, at = _visible(text)
    found = [match.span() for match in NUMBER.finditer(seen) if _is_written_so(match)]
    found += [match.span() for match in SPELT.finditer(seen) if _is_number(match.group())]
    last = -1
    for start, end in sorted(found):
        if start >= last:
            yield at[start], at[end - 1] + 1
            last = end


def _visible(text: str) -> tuple[str, list[int] | range]:
    """The text without signs that nobody sees, and where in `text` each character was."""
    if not any(sign in text for sign in UNSEEN):
        return text, range(len(text))
    at = [place for place, char in enumerate(text) if char not in UNSEEN]
    return "".join(text[place] for place in at), at


def _is_written_so(match: re.Match[str]) -> bool:
    """A date has both its separators or neither; a split after it needs a split date."""
    one, two, split = (bool(match[name]) for name in ("one", "two", "split"))
    return one == two and (one or not split) and _is_number(match.group())


def _is_number(written: str) -> bool:
    figures = [int(char) for char in written if char.isdecimal()]
    return _is_date(figures) and luhn(figures[-10:])


def _is_date(figures: list[int]) -> bool:
    """Some day of the calendar; a samordningsnummer may leave month and day unknown."""
    year, month, day = (10 * figures[at] + figures[at + 1] for at in (-10, -8, -6))
    if day >= 60:
        return month <= 12 and day <= 91
    if not 1 <= month <= 12:
        return False
    centuries = [10 * figures[0] + figures[1]] if len(figures) == 12 else [19, 20]
    return any(1 <= day <= monthrange(100 * one + year, month)[1] for one in centuries)


def luhn(figures: list[int]) -> bool:
    """The check digit of ISO/IEC 7812-1 holds for the figures, the last of which it is."""
    doubled = [figure * 2 if place % 2 else figure for place, figure in enumerate(figures[::-1])]
    return sum(figure - 9 if figure > 9 else figure for figure in doubled) % 10 == 0


def has_number(text: str) -> bool:
    return any(spans(text))


def mark() -> str:
    """What stands where a number was, in the language of whoever wrote it."""
    return gettext("[personnummer borttaget]")


@cache
def marks() -> tuple[str, ...]:
    """The same in all languages of the house."""
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(mark())
    return tuple(dict.fromkeys(said))


def without_numbers(text: str, *, instead: str | None = None) -> str:
    """The text with `instead`, else the mark, where numbers were; itself when there are none."""
    if not _may_have(text):
        return text
    word = mark() if instead is None and get_language() else instead or SHORT
    whole, last = [], 0
    for start, end in spans(text):
        whole += [text[last:start], word]
        last = end
    return "".join([*whole, text[last:]]) if whole else text


def _may_have(text: str) -> bool:
    """Quick no for the many texts with less than ten figures."""
    return sum(char.isdecimal() for char in text) >= 10 if len(text) >= 10 else False
