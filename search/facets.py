"""Choices beside the hits: what they are about, what they help with, who they come from.

Read from the objects themselves, among what the viewer may see: a value of hidden ones alone is
not there, and no number counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.ordering import swedish
from people.organisations.models import Organisation
from people.subgoals.choosing import goals_named, own_name
from search.documents import GoalMarks, SearchDocument, all_documents
from search.engines.base import Candidate
from search.hits import Found

Text = str | Promise
Chosen = dict[str, str]  # facet, value
Read = Mapping[str, str]  # value, what it is called in the database
Names = Mapping[str, Text]  # value, what it is called, in the order to show
LONGEST = 80
MOST = 30  # choices of one facet, the commonest
COLUMNS = ("search_facet", "search_kind", "search_id", "search_value", "search_name")


@dataclass(frozen=True)
class Facet:
    """`name` stands in the address, the same as in the lists. `every` is the choice of nothing.

    `names` says what values are called; it is given the names that were read with them.
    """

    name: str
    label: Text
    every: Text
    names: Callable[[Read], Names]


_facets: dict[str, Facet] = {}


def register_facet(*facets: Facet) -> None:
    _facets.update({one.name: one for one in facets})


def among(choices: Collection[tuple[str, Text]]) -> Callable[[Read], Names]:
    """The names of a fixed list of choices."""
    return lambda read: {value: name for value, name in choices if value in read}


def by_name(read: Read) -> Names:
    return dict(sorted(read.items(), key=lambda one: swedish(one[1])))


def read(asked: QueryDict) -> Chosen:
    said = {name: asked.get(name, "")[:LONGEST] for name in _facets}
    return {name: value for name, value in said.items() if value}


class Values:
    """Who has which value of which facet, and what the values are called, in one query."""

    def __init__(self, candidates: Collection[Candidate]) -> None:
        self.who: dict[str, dict[str, set[Candidate]]] = {name: {} for name in _facets}
        self.names: dict[str, dict[str, str]] = {name: {} for name in _facets}
        asking = [rows for document in all_documents() for rows in _rows(document, candidates)]
        for facet, kind, pk, value, name in (
            asking[0].union(*asking[1:], all=True) if asking else ()
        ):
            if value:
                self.who[facet].setdefault(value, set()).add((kind, pk))
                self.names[facet][value] = name


def _rows(document: SearchDocument, candidates: Collection[Candidate]) -> Iterator[Any]:
    ids = [pk for kind, pk in candidates if kind == document.kind]
    for facet, value, name in _values(document) if ids else ():
        objects = document.model._default_manager.filter(pk__in=ids).order_by()
        yield objects.annotate(
            search_facet=Value(facet, output_field=CharField()),
            search_kind=Value(document.kind, output_field=CharField()),
            search_id=Cast("pk", BigIntegerField()),
            search_value=Cast(value, CharField()),
            search_name=Cast(name, CharField()),
        ).values_list(*COLUMNS)


def _values(document: SearchDocument) -> Iterator[tuple[str, Any, Any]]:
    """Facet, value and name."""
    yield from ((facet, *read()) for facet, read in document.facets.items())
    if document.goals:
        yield GOAL.name, _key(document.goals), own_name(document.goals.subgoal)
    if _belongs(document.model):
        yield FROM.name, F("organisation__kind"), Value("")


def _belongs(model: type[models.Model]) -> bool:
    fields = (one for one in model._meta.get_fields() if one.name == "organisation")
    return any(one.related_model is Organisation for one in fields)


def _key(marks: GoalMarks) -> Any:
    """As `people.subgoals.keys` writes a mark."""
    with_own = Concat(F(marks.goal), Value(":"), Cast(marks.subgoal, CharField()))
    return Case(When(**{f"{marks.subgoal}__isnull": True}, then=F(marks.goal)), default=with_own)


def fitting(candidates: Collection[Candidate], values: Values, chosen: Chosen) -> set[Candidate]:
    """Those that have all that is chosen."""
    left = set(candidates)
    for name, value in chosen.items():
        left &= values.who[name].get(value, set())
    return left


def narrowed(found: Found, chosen: Chosen, kind: str) -> tuple[Found, list[Shown]]:
    """What is left of the hits, and the choices that are offered among this kind of them."""
    values = Values(found.among)
    left = found.keeping(fitting(found.among, values, chosen)) if chosen else found
    return left, shown(found.of(kind), values, chosen)


@dataclass(frozen=True)
class Shown:
    """A facet with the values to choose from: value, name and number of hits."""

    facet: Facet
    value: str
    options: list[tuple[str, Text, int]]

    @property
    def label(self) -> Text:
        """What is chosen; what is hidden keeps the word of the address."""
        return next((name for value, name, _n in self.options if value == self.value), self.value)


def shown(candidates: Collection[Candidate], values: Values, chosen: Chosen) -> list[Shown]:
    """Those with something to choose. Each number is what the choice gives beside the others."""
    every = (_shown(facet, candidates, values, chosen) for facet in _facets.values())
    return [one for one in every if one.options or one.value]


def _shown(
    facet: Facet, candidates: Collection[Candidate], values: Values, chosen: Chosen
) -> Shown:
    mine = chosen.get(facet.name, "")
    others = {name: value for name, value in chosen.items() if name != facet.name}
    room = fitting(candidates, values, others)
    numbers = {value: len(who & room) for value, who in values.who[facet.name].items()}
    order = sorted(numbers, key=lambda value: (value != mine, -numbers[value], value))
    kept = [value for value in order if numbers[value] or value == mine][:MOST]
    named = facet.names({value: values.names[facet.name][value] for value in kept})
    return Shown(facet, mine, [(value, name, numbers[value]) for value, name in named.items()])


GOAL = Facet("mal", _("Mål"), _("Alla mål"), goals_named)
FROM = Facet("fran", _("Från"), _("Alla"), among(Organisation.Kind.choices))
