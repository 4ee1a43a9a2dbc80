"""Which opportunities a list shows, read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

from mobility.opportunities.models import Opportunity, OpportunityGoal
from mobility.opportunities.questions import OpportunityQuerySet
from mobility.opportunities.ranking import Fit
from mobility.opportunities.scores import Score
from people import paging
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer
from people.subgoals.choosing import goal_choices
from people.subgoals.keys import split

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
        if form not in ("", *Opportunity.Type.values) or (goal and split(goal) is None):
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


def page_of(request: HttpRequest, choice: Choice) -> Page[Any]:
    """One page, best first for who is signed in."""
    seen, viewer = choice.among(open_to(request.user)), request.user
    fit = Fit(viewer) if isinstance(viewer, Person) else None
    ranked = fit.ranked(seen) if fit else []
    pks = [one.opportunity for one in ranked if one.grows or not choice.grow]
    soonest = seen.order_by("deadline", "pk").values_list("pk", flat=True)
    page = paging.page_of(request, pks if fit else soonest, PAGE)
    page.object_list = rows_of(list(page), fit)
    return page


def rows_of(shown: list[int], fit: Fit | None) -> list[Row]:
    found = Opportunity.objects.select_related("organisation", "unit").in_bulk(shown)
    scores = fit.scores(found.values()) if fit else {}
    return [Row(found[pk], scores.get(pk)) for pk in shown if pk in found]


def organisations_in(opportunities: OpportunityQuerySet) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=opportunities.order_by().values("organisation"))


def goals_in(opportunities: OpportunityQuerySet) -> list[tuple[str, str]]:
    """Keys and names: the four, and under them the sub-goals that these have."""
    pks = opportunities.order_by().values("pk")
    return goal_choices(OpportunityGoal.objects.filter(opportunity__in=pks).values("subgoal"))
