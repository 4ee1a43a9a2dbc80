"""What in a text may point at one person: telephone, mail address, case number, name.

Nothing is forbidden: the writer sees each and decides. So it is better to ask once too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, StrIndex, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.persons.models import Person
from people.persons.names import clean_name

MAIL, CASE, PHONE, NAME = "mail", "case", "phone", "name"
KINDS: dict[str, str | Promise] = {
    NAME: _("Namn"),
    PHONE: _("Telefonnummer"),
    MAIL: _("E-postadress"),
    CASE: _("Ärendenummer"),
}
SHORTEST_PHONE, SHORTEST_CALLED, LONGEST_PHONE = 7, 5, 13  # figures
MOST_FIRST_NAMES = 500  # of one text; more than that is a list, and its beginning is enough

MAIL_FORM = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
GAP = r"[ \u00a0\u2009\-\u2010-\u2013/.()]"
PHONE_FORM = re.compile(
    rf"(?<![\w./:\-+])(?P<number>(?:\+|00|\(?0)(?:{GAP}{{0,3}}\d){{5,14}})(?!\w)"
)
CALLED_FORM = re.compile(
    r"\b(?:tel|tfn|telefon|telefonnummer|telefonnumret|mobil|mobilnummer)[.: ]{1,3}"
    rf"(?P<number>\d(?:{GAP}?\d){{4,12}})(?![\w/])",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}[.:]\d\d ?[\-–] ?\d{1,2}[.:]\d\d")
CASE_FORMS = (
    re.compile(
        r"\b(?:dnr|d\.nr|diarie(?:nr|nummer|numret)|ärende(?:nr|nummer|numret)?|mål(?:nr|nummer)?)"
        r"[.: ]{1,3}(?P<number>(?:[A-ZÅÄÖa-zåäö]{1,6}[ \-/]?)?\d[\d/:\-–.]*\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w\-])(?P<code>[A-ZÅÄÖ]{1,6})[ \u00a0\-/.]?"
        r"(?P<number>(?:19|20)\d\d[/:\-–]\d{1,7})(?:/\w{1,5})?(?![\w\-])"
    ),
    re.compile(
        r"(?<![\w\-])(?P<code>[A-ZÅÄÖ][a-zåäö]{1,9}) ?(?P<number>(?:19|20)\d\d/\d{3,7})(?!\w)"
    ),
    re.compile(r"(?<![\w\-])[TBÖÄMPF] ?\d{2,6}-\d{2}(?!\w)"),
)
# Laws, standards, reports: numbers that point at no person.
PUBLIC = re.compile(
    r"(?:\w*FS|SOU|DS|SKR|PROP|BET|RSKR|DIR|NJA|HFD|RÅ|MÖD|AD|ISO|EN|EG|EU|LAG|NR|ÅR|VT|HT|LÄSÅR)$",
    re.IGNORECASE,
)
PART = r"[A-ZÅÄÖÉÜ](?:[a-zåäöéèüøæáíóšžçñ]+|[A-ZÅÄÖÉÜ]+)"
WORD = rf"{PART}(?:[-’']{PART})*"
BETWEEN = r"(?:[ \u00a0](?:af|von|van|der|de|la|al|el|bin|ibn|d’))*[ \u00a0]"
RUN = re.compile(rf"(?<!\w){WORD}(?:{BETWEEN}{WORD})+")
LONGEST_NAME = 4  # capitalised words


@dataclass(frozen=True)
class Trace:
    """One piece of text of one kind; `start` and `end` say where."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def sign(self) -> tuple[str, str]:
        """The same for the same thing, however often and in whatever case it is written."""
        figures = "".join(char for char in self.text if char.isdecimal())
        plain = figures if self.kind == PHONE else " ".join(self.text.casefold().split())
        return self.kind, plain


def in_writing(text: str) -> Iterator[Trace]:
    """Addresses, case numbers and telephones, each figure once."""
    taken: list[tuple[int, int]] = []
    for kind, spans in ((MAIL, _mails(text)), (CASE, _cases(text)), (PHONE, _phones(text))):
        for start, end in spans:
            if all(end <= other or start >= last for other, last in taken):
                taken.append((start, end))
                yield Trace(kind, text[start:end], start, end)


def _mails(text: str) -> Iterator[tuple[int, int]]:
    for match in MAIL_FORM.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(".-"))


def _cases(text: str) -> Iterator[tuple[int, int]]:
    for form in CASE_FORMS:
        for match in form.finditer(text):
            if not PUBLIC.match(match.groupdict().get("code") or ""):
                yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for form, shortest in ((PHONE_FORM, SHORTEST_PHONE), (CALLED_FORM, SHORTEST_CALLED)):
        for match in form.finditer(text):
            figures = sum(char.isdecimal() for char in match["number"])
            if shortest <= figures <= LONGEST_PHONE and not DAY.fullmatch(match["number"]):
                yield match.span("number")


def in_names(text: str, people: QuerySet[Person]) -> Iterator[Trace]:
    """Capitalised words that begin with a first name that some of the `people` has. One query.

    So colleagues are found, and clients and relatives too. Whether the very person is among the
    people makes no difference: what is asked tells nobody who exists.
    """
    runs = [(match.start(), match.group()) for match in RUN.finditer(text)]
    asked = dict.fromkeys(first for _at, run in runs for first, *_rest in _from_each(run))
    known = first_names(list(asked)[:MOST_FIRST_NAMES], people) if asked else set()
    for at, run in runs:
        yield from _names(at, run, known)


def _names(at: int, run: str, known: set[str]) -> Iterator[Trace]:
    last = 0
    for first, start, end in _from_each(run):
        if start >= last and first in known:
            yield Trace(NAME, run[start:end], at + start, at + end)
            last = end


def _from_each(run: str) -> Iterator[tuple[str, int, int]]:
    """First name, and where a name would begin and end, for every word but the last."""
    spots = [match.span() for match in re.finditer(WORD, run)]
    for place, (start, end) in enumerate(spots[:-1]):
        last = spots[min(place + LONGEST_NAME, len(spots)) - 1][1]
        yield _first(run[start:end]), start, last


def _first(word: str) -> str:
    name = clean_name(word)
    return name.title() if name.isupper() else name


def first_names(asked: Iterable[str], people: QuerySet[Person]) -> set[str]:
    """Those of the asked that one of the people is called by."""
    named = Concat("name", Value(" "))
    first = people.annotate(first=Substr(named, 1, StrIndex(named, Value(" ")) - 1))
    first = first.filter(first__in=list(asked))
    return set(first.order_by().values_list("first", flat=True).distinct())
