"""The way to a role: open opportunities that teach what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from mobility.opportunities.lists import open_to
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.paths.gap import Step
from people.persons.models import Person

MOST_STOPS = 3
EACH = 3
READ = 400


@dataclass(frozen=True)
class Stop:
    """An opportunity on the way, and which of the missing skills it trains."""

    opportunity: Opportunity
    trains: list[str]


def teaching(person: Person, steps: list[Step]) -> dict[int, list[Opportunity]]:
    """By skill, the open opportunities that the person sees and that ask for it. Two questions."""
    wanted = [step.skill for step in steps if step.status != "met"]
    rows = OpportunitySkill.objects.filter(
        skill__in=wanted, opportunity__in=open_to(person).exclude(owner=person)
    )
    found: dict[int, list[Opportunity]] = {}
    chosen = rows.select_related("opportunity__organisation").order_by(
        "opportunity__deadline", "pk"
    )
    for row in chosen[:READ]:
        found.setdefault(row.skill_id, []).append(row.opportunity)
    return found


def stops(steps: list[Step], by_skill: dict[int, list[Opportunity]]) -> list[Stop]:
    """At most three, each time the one that trains most of what no earlier stop trains."""
    left = {step.skill: step.label for step in steps if step.status != "met"}
    chosen: list[Stop] = []
    while len(chosen) < MOST_STOPS:
        trained: dict[Opportunity, list[int]] = {}
        for skill in left:
            for one in by_skill.get(skill, []):
                trained.setdefault(one, []).append(skill)
        if not trained:
            break
        best = max(trained, key=lambda one: (len(trained[one]), -one.pk))
        chosen.append(Stop(best, [left.pop(skill) for skill in trained[best]]))
    return chosen
