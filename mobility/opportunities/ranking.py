"""Scores for lists: a fixed number of questions to the database, whatever the length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from mobility.opportunities import scoring
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.opportunities.questions import OpportunityQuerySet
from mobility.opportunities.scoring import Held, Place, Score, Wanted
from mobility.profiles.models import Profile, SkillClaim
from people.persons.models import Person
from skills.vocabulary.models import SkillRelation

MOST = 2000


def facts_of(person: Person) -> scoring.Person:
    claims = SkillClaim.objects.of(person)
    profile = Profile.objects.filter(person=person).first() or Profile()
    return scoring.Person(
        tuple(Held(c.skill_id, c.skill.label, c.level, c.want_to_develop) for c in claims),
        profile.home_place,
        profile.remote_ok,
        min(100, sum(one.share for one in person.belonging.employments) or 100),
    )


def wanted_by(opportunities: Iterable[int]) -> dict[int, tuple[Wanted, ...]]:
    """By opportunity, in one question."""
    found: dict[int, list[Wanted]] = defaultdict(list)
    rows = OpportunitySkill.objects.filter(opportunity__in=list(opportunities))
    for row in rows.select_related("skill"):
        wanted = Wanted(row.skill_id, row.skill.label, row.level, row.must, row.weight)
        found[row.opportunity_id].append(wanted)
    return {pk: tuple(rows) for pk, rows in found.items()}


def nearness(wanted: set[int], held: set[int]) -> dict[tuple[int, int], float]:
    """(wanted, held) to the strongest weight between them, read in both directions."""
    found: dict[tuple[int, int], float] = {}
    there = Q(from_skill__in=wanted, to_skill__in=held)
    back = Q(from_skill__in=held, to_skill__in=wanted)
    rows = SkillRelation.objects.filter(there | back)
    for one, other, weight in rows.values_list("from_skill", "to_skill", "weight"):
        for pair in ((one, other), (other, one)):
            found[pair] = max(weight, found.get(pair, 0.0))
    return found


def scores_for(person: Person, opportunities: list[Opportunity]) -> dict[int, Score]:
    """By opportunity. Four questions."""
    known = facts_of(person)
    wanted = wanted_by(one.pk for one in opportunities)
    skills = {row.skill for rows in wanted.values() for row in rows}
    near = nearness(skills, {one.skill for one in known.skills if one.level})
    return {
        one.pk: scoring.score(
            known, wanted.get(one.pk, ()), Place(one.place, one.remote, one.share), near
        )
        for one in opportunities
    }


def ranked(person: Person, seen: OpportunityQuerySet) -> list[tuple[int, Score]]:
    """Best first, then the soonest deadline. Of more than 2 000 the soonest are taken."""
    rows = seen.order_by("deadline", "pk").only("pk", "place", "remote", "share", "deadline")
    scores = scores_for(person, list(rows[:MOST]))
    return sorted(scores.items(), key=lambda pair: -pair[1].total)
