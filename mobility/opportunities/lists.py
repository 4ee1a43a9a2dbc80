"""Which opportunities a list shows, read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, QueryDict

from mobility.opportunities.models import Opportunity
from mobility.opportunities.questions import OpportunityQuerySet
from mobility.opportunities.ranking import ranked
from mobility.opportunities.scoring import Score
from people.goals import Goal
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer

PAGE = 25


@dataclass(frozen=True)
class Choice:
    type: str = ""
    goal: str = ""
    organisation: str = ""
    remote: bool = False
    grow: bool = False

    @classmethod
    def read(cls, asked: QueryDict) -> Choice:
        """Http404 for a type or a goal that does not exist."""
        form, goal = asked.get("form", ""), asked.get("mal", "")
        if form not in ("", *Opportunity.Type.values) or goal not in ("", *Goal.values):
            raise Http404
        return cls(
            type=form,
            goal=goal,
            organisation=asked.get("organisation", "")[:80],
            remote=bool(asked.get("distans")),
            grow=bool(asked.get("vaxa")),
        )

    def among(self, opportunities: OpportunityQuerySet) -> OpportunityQuerySet:
        if self.type:
            opportunities = opportunities.filter(type=self.type)
        if self.goal:
            opportunities = opportunities.serving(self.goal)
        if self.organisation:
            opportunities = opportunities.filter(organisation__slug=self.organisation)
        if self.remote:
            opportunities = opportunities.exclude(remote=Opportunity.Remote.NO)
        return opportunities

    def __bool__(self) -> bool:
        return any((self.type, self.goal, self.organisation, self.remote, self.grow))


@dataclass(frozen=True)
class Row:
    opportunity: Opportunity
    score: Score | None


def open_to(viewer: Viewer) -> OpportunityQuerySet:
    return Opportunity.objects.visible_to(viewer).open()


def page_of(viewer: Viewer, choice: Choice, number: str) -> Page[Any]:
    """One page, best first for who is signed in; Http404 for a page that is none."""
    seen = choice.among(open_to(viewer))
    pairs: list[tuple[int, Score | None]]
    if isinstance(viewer, Person):
        pairs = [
            (pk, score) for pk, score in ranked(viewer, seen) if score.grows or not choice.grow
        ]
    else:
        pairs = [(pk, None) for pk in seen.order_by("deadline", "pk").values_list("pk", flat=True)]
    try:
        page = Paginator(pairs, PAGE).page(number or "1")
    except InvalidPage:
        raise Http404 from None
    page.object_list = rows_of(list(page.object_list))  # type: ignore[assignment]
    return page


def rows_of(pairs: list[tuple[int, Score | None]]) -> list[Row]:
    beside = Opportunity.objects.select_related("organisation", "unit")
    found = beside.in_bulk([pk for pk, _score in pairs])
    return [Row(found[pk], score) for pk, score in pairs if pk in found]


def organisations_in(opportunities: OpportunityQuerySet) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=opportunities.order_by().values("organisation"))
