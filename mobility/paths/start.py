"""Where one could grow, on the start page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from mobility.opportunities.lists import open_to
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.opportunities.sentences import growth
from mobility.paths.models import CareerGoal
from mobility.profiles.models import SkillClaim
from people.persons.models import Person
from people.start.parts import Panel, register_panel

SHOWN = 3
READ = 200


def growing(person: Person) -> dict[str, Any] | None:
    """Open opportunities that train what the person wants, most of it first. One question."""
    wishes = SkillClaim.objects.filter(person=person, want_to_develop=True)
    rows = OpportunitySkill.objects.filter(
        skill__in=wishes.values("skill"), opportunity__in=open_to(person).exclude(owner=person)
    ).select_related("skill", "opportunity__organisation")
    trained: dict[Opportunity, list[str]] = {}
    for row in rows.order_by("opportunity__deadline", "opportunity", "pk")[:READ]:
        trained.setdefault(row.opportunity, []).append(row.skill.label)
    best = sorted(trained.items(), key=lambda pair: -len(pair[1]))[:SHOWN]
    found = [(one, growth(labels, wishes=True)) for one, labels in best]
    return {"growing": found} if found else None


def goal(person: Person) -> dict[str, Any] | None:
    """The person's goal and how much of it is there, or an invitation to choose one."""
    if not person.belonging.connected:
        return None
    role = "job_profile__skills"
    held = SkillClaim.objects.filter(
        person=person, skill=OuterRef(f"{role}__skill"), level__gte=OuterRef(f"{role}__level")
    )
    counted = CareerGoal.objects.visible_to(person).annotate(
        wanted=Count(role), met=Count(role, filter=Q(Exists(held)))
    )
    found = counted.select_related("job_profile").first()
    return {"goal": found, "met": getattr(found, "met", 0), "wanted": getattr(found, "wanted", 0)}


def register() -> None:
    register_panel(Panel("growing", "mobility/paths/_growing.html", growing, order=10))
    register_panel(Panel("goal", "mobility/paths/_goal.html", goal, place="side", order=10))
