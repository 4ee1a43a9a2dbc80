"""What goes with an application: shown before it is sent, frozen when it is."""

from __future__ import annotations

from typing import Any

from mobility.opportunities.models import Opportunity
from mobility.opportunities.ranking import scores_for
from mobility.profiles.models import SkillClaim
from people.persons.models import Person

SHARED_PARTS = ("coverage", "adjacent")


def snapshot_of(person: Person, opportunity: Opportunity) -> dict[str, Any]:
    """Work, skills with level, and the two parts of the score that rest on skills.

    Never wishes, the place where one lives, or a name: that is read from the account, by the
    rules for protected identities.
    """
    score = scores_for(person, [opportunity])[opportunity.pk]
    held = {claim.skill_id: claim for claim in SkillClaim.objects.of(person).known()}
    asked = opportunity.skills.select_related("skill")
    wanted = {row.skill_id for row in asked}
    return {
        "work": _work(person),
        "asked": [
            {
                "skill": row.skill.label,
                "level": row.level,
                "must": row.must,
                "held": held[row.skill_id].level if row.skill_id in held else 0,
            }
            for row in asked
        ],
        "more": [
            {"skill": claim.skill.label, "held": claim.level}
            for claim in held.values()
            if claim.skill_id not in wanted
        ],
        "values": {name: score.part(name).value for name in SHARED_PARTS},
    }


def _work(person: Person) -> list[str]:
    if person.protected_identity:
        return []
    jobs = person.current_employments
    return [f"{one.title}, {one.unit}, {one.unit.organisation}" for one in jobs]
