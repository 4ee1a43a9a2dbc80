"""How many lessons a reader has, as lists say it: from the tallies of the reader's audiences."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum, Value

from knowledge.articles.counting import What, count
from knowledge.articles.models import ArticlePage
from knowledge.articles.tallies import Recount, Tally
from people.audience import Audience, audience_ids
from people.persons.models import Person, Viewer
from people.prepared import Given, Prepared

RECOUNT = "recount"  # beside what is counted: the audiences that wait, and one's own lessons
OWN = (_AUTHOR, _SHARED, OWNER) = ("author", "shared", "owner")
STEP = 8


class Numbers:
    """How many lessons a reader has: in all, and by the key of each topic, organisation, …

    `open` are those among them that everyone may read, signed in or not.
    """

    def __init__(self) -> None:
        self.of: dict[str, Counter[int]] = defaultdict(Counter)
        self.open: dict[str, Counter[int]] = defaultdict(Counter)

    def add(self, what: str, key: int, kind: str, number: int) -> None:
        self.of[what][key] += number
        if kind == Audience.Kind.EVERYONE:
            self.open[what][key] += number

    @property
    def lessons(self) -> int:
        return self.of[What.LESSON][0]

    @property
    def topics(self) -> Counter[int]:
        return self.of[What.TOPIC]

    @property
    def organisations(self) -> Counter[int]:
        return self.of[What.ORGANISATION]

    @property
    def subgoals(self) -> Counter[int]:
        return self.of[What.SUBGOAL]


def numbers_for(viewer: Viewer) -> Numbers:
    """Of published lessons that the viewer may read, in one query; in two after a change."""
    inside = audience_ids(viewer)
    here = viewer.belonging.organisations if isinstance(viewer, Person) else set()
    numbers, recounted, own = Numbers(), [], []
    for what, key, kind, number, audience, at in _rows(inside, viewer.pk or 0):
        if what == RECOUNT:
            recounted.append(key)
        elif what not in OWN:
            numbers.add(what, key, kind, number)
        elif audience not in inside and (what != OWNER or at in here):
            own.append(key)
    if recounted or own:
        counted = Q(audience__in=recounted) | Q(pk__in=own)
        for _audience, kind, what, key, number in count(counted):
            numbers.add(what, key, kind, number)
    return numbers


def _rows(audiences: list[int], person: int) -> list[tuple[Any, ...]]:
    """What, key, kind of audience and number; of one's own lessons also audience, organisation.

    The question is kept for each size of list, filled up with 0, which no audience has.
    """
    size = max(1, -(-len(audiences) // STEP)) * STEP
    filled = [*audiences, *[0] * (size - len(audiences))]
    given = {f"audience{n}": pk for n, pk in enumerate(filled)}
    return _question(size).rows(person=person, **given)


@cache
def _question(size: int) -> Prepared:
    """Tallies that hold, audiences that wait for theirs, and one's own lessons of any audience.

    One's own are asked for in three ways, since each way has an index to find them by.
    """
    inside = reduce(or_, (Q(audience=Given(f"audience{n}")) for n in range(size)))
    stale = Exists(Recount.objects.filter(audience=OuterRef("audience")))
    text, none = models.CharField(), Value(0)
    empty = Value("", text)
    kept = Tally.objects.filter(inside).exclude(stale).order_by()
    counted = kept.values_list("what", "key", "audience__kind").annotate(
        total=Sum("number"), audience_=none, at=none
    )
    waiting = Recount.objects.filter(inside).order_by()
    rows = [waiting.values_list(Value(RECOUNT, text), "audience", empty, none, none, none)]
    lessons = ArticlePage.objects.published().order_by()
    for name, way in zip(OWN, lessons.own_ways(Given("person")), strict=True):
        own = lessons.filter(way).annotate(what=Value(name, text), kind_=empty, n=none)
        rows.append(own.values_list("what", "pk", "kind_", "n", "audience", "organisation"))
    return Prepared(lambda: counted.union(*rows, all=True))
