"""What rooms know beside the hits: something open to join, and people who know.

A room registers a source when the app is ready; all are asked in one query, however many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from people.persons.models import Person
from search.hits import Found

MOST = 5  # leads of each source
MANY, FEW = 20, 3  # hits that leads may hang on


class Lead(NamedTuple):
    """`where` is what the address is made of; `person` may be asked about it."""

    kind: str
    pk: int
    title: str
    where: str
    organisation: str
    person: int | None
    due: date | None

    @property
    def url(self) -> str:
        return _sources[self.kind].url(self)

    @property
    def label(self) -> str:
        return str(_sources[self.kind].label)

    @property
    def verb(self) -> str:
        return str(_sources[self.kind].verb)

    @property
    def why(self) -> str:
        return _sources[self.kind].why(self)


@dataclass(frozen=True)
class Source:
    """`rows` is made by `rows_of`. `label` is for what is open to join, else there is none.

    `verb` is what one does there. `why` says why the person of a lead knows, when it has one.
    """

    kind: str
    rows: Callable[[Found, Person], QuerySet[Any, Any]]
    url: Callable[[Lead], str]
    label: str | Promise = ""
    verb: str | Promise = ""
    why: Callable[[Lead], str] = lambda lead: ""


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    _sources.update({source.kind: source for source in sources})


def best(found: Found, kind: str) -> list[int]:
    """What sources narrow by: hits of a kind with all the words; else the few that are nearest."""
    whole = [one for one in found.of(kind) if one not in found.others]
    return [pk for _kind, pk in whole[: FEW if found.near else MANY]]


def rows_of(
    kind: str,
    things: QuerySet[Any, Any],
    *,
    title: Any,
    where: Any = None,
    organisation: Any = None,
    person: Any = None,
    due: Any = None,
) -> QuerySet[Any, Any]:
    """The first of `things`, in their order; the others are expressions in their fields."""
    model: type[Model] = things.model
    first = model._default_manager.filter(pk__in=things.values("pk")[:MOST]).order_by()
    return first.annotate(
        l_kind=Value(kind, output_field=CharField()),
        l_pk=Cast("pk", BigIntegerField()),
        l_title=Cast(title, CharField()),
        l_where=Cast(Value("") if where is None else where, CharField()),
        l_organisation=Cast(Value("") if organisation is None else organisation, CharField()),
        l_person=Cast(Value(None) if person is None else person, BigIntegerField()),
        l_due=Cast(Value(None) if due is None else due, DateField()),
    ).values_list("l_kind", "l_pk", "l_title", "l_where", "l_organisation", "l_person", "l_due")


def leads_for(found: Found, person: Person) -> list[Lead]:
    """What closes soonest first, then in the order of the sources."""
    asked = [source.rows(found, person) for source in _sources.values()]
    if not asked:
        return []
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    order = list(_sources)
    leads = (Lead(*row) for row in rows)
    return sorted(leads, key=lambda one: (str(one.due or "~"), order.index(one.kind), one.pk))
