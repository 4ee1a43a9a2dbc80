"""Things that wait for a person, asked for in one query however many subjects there are.

A subject registers when the app is ready, and says in `rows` where its things are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    IntegerField,
    Model,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from people.persons.models import Person
from people.start.parts import Todo

MOST = 3  # things of each subject


class Row(NamedTuple):
    """`where` is what the address is made of; `number` counts what waits in the thing."""

    kind: str
    pk: int
    title: str
    where: str
    due: date | None
    number: int


@dataclass(frozen=True)
class Waiting:
    """`rows` is made by `rows_of`; `todo` says a row in words."""

    kind: str
    rows: Callable[[Person], QuerySet[Any, Any]]
    todo: Callable[[Row], Todo]


_waiting: dict[str, Waiting] = {}


def register_waiting(source: Waiting) -> None:
    _waiting[source.kind] = source


def rows_of(
    kind: str,
    things: QuerySet[Any, Any],
    *,
    title: Any,
    where: Any = None,
    due: Any = None,
    number: Any = None,
    most: int = MOST,
) -> QuerySet[Any, Any]:
    """The first of `things`, in their order; the others are expressions in their fields."""
    model: type[Model] = things.model
    first = model._default_manager.filter(pk__in=things.values("pk")[:most]).order_by()
    return first.annotate(
        w_kind=Value(kind, output_field=CharField()),
        w_pk=Cast("pk", BigIntegerField()),
        w_title=Cast(title, CharField()),
        w_where=Cast(Value("") if where is None else where, CharField()),
        w_due=Cast(Value(None) if due is None else due, DateField()),
        w_number=Cast(Value(0) if number is None else number, IntegerField()),
    ).values_list("w_kind", "w_pk", "w_title", "w_where", "w_due", "w_number")


def waiting_for(person: Person) -> list[Todo]:
    """A source of todos as the start page knows them."""
    asked = [source.rows(person) for source in _waiting.values()]
    if not asked:
        return []
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    found = sorted((Row(*row) for row in rows), key=lambda row: (row.due is None, row.due))
    return [_waiting[row.kind].todo(row) for row in found]
