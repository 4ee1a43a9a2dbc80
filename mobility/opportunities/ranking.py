"""Scores for lists: a fixed number of questions to the database, whatever the length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery, Sum

from mobility.opportunities import scoring
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.opportunities.questions import OpportunityQuerySet
from mobility.opportunities.scores import Score, total
from mobility.opportunities.scoring import Held, Place, Wanted
from mobility.profiles.models import Profile, SkillClaim
from people.persons.models import Person
from skills.vocabulary.models import SkillRelation

MOST = 2000


class Standing(NamedTuple):
    """Where an opportunity stands in a list; the reasons are for those that are shown."""

    opportunity: int
    total: int
    grows: bool


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


def nearness(known: scoring.Person) -> dict[tuple[int, int], float]:
    """(wanted, held) to the strongest weight between them, read in both directions."""
    held = {one.skill for one in known.skills if one.level}
    found: dict[tuple[int, int], float] = {}
    rows = SkillRelation.objects.filter(Q(from_skill__in=held) | Q(to_skill__in=held))
    for one, other, weight in rows.values_list("from_skill", "to_skill", "weight"):
        for pair in ((one, other), (other, one)):
            found[pair] = max(weight, found.get(pair, 0.0))
    return found


class Fit:
    """One person, read in three questions, held against any number of opportunities."""

    def __init__(self, person: Person) -> None:
        self.known = facts_of(person)
        self.near = nearness(self.known)

    def scores(self, opportunities: Iterable[Opportunity]) -> dict[int, Score]:
        """By opportunity, with every reason. One question."""
        some = list(opportunities)
        wanted = wanted_by(one.pk for one in some)
        return {
            one.pk: scoring.score(
                self.known,
                wanted.get(one.pk, ()),
                Place(one.place, one.remote, one.share),
                self.near,
            )
            for one in some
        }

    def ranked(self, seen: OpportunityQuerySet) -> list[Standing]:
        """Best first, then the soonest deadline; of more than 2 000 the soonest. Two questions.

        The same numbers as `scores`, from rows: nothing is read of a skill that the person neither
        has, wishes for nor has something near, since it adds nothing but its weight.
        """
        asked = OpportunitySkill.objects.filter(opportunity=OuterRef("pk")).order_by()
        weight = asked.values("opportunity").annotate(all=Sum("weight")).values("all")
        rows = list(
            seen.order_by("deadline", "pk")
            .annotate(asked=Subquery(weight))
            .values_list("pk", "place", "remote", "share", "asked")[:MOST]
        )
        touched = self._touched([row[0] for row in rows])
        wishes = self.known.wishes

        @cache
        def gives(skill: int, level: int, weight: int) -> tuple[float, float, bool]:
            alone = scoring.reached(self.known.level(skill), level)
            near, _by = scoring.nearest(self.known, skill, level, self.near)
            return alone * weight, near * weight, skill in wishes

        @cache
        def practical(place: str, remote: str, share: int) -> float:
            return scoring.practical(self.known, Place(place, remote, share))

        found: list[Standing] = []
        for pk, place, remote, share, weights in rows:
            own = [gives(*row) for row in touched[pk]]
            growth = scoring.growth(sum([trains for _alone, _near, trains in own]))
            alone = scoring.mean([alone for alone, _near, _trains in own], weights or 0)
            near = scoring.mean([near for _alone, near, _trains in own], weights or 0)
            points = total(alone, near, growth, practical(place, remote, share))
            found.append(Standing(pk, points, growth > 0))
        return sorted(found, key=lambda one: -one.total)

    def _touched(self, opportunities: list[int]) -> dict[int, list[tuple[int, int, int]]]:
        """By opportunity, (skill, level, weight) of what concerns the person.

        From the skills to the opportunities, since a list of 2 000 keys is ten times as dear.
        """
        concerns = {one.skill for one in self.known.skills} | {wanted for wanted, _h in self.near}
        since = min(opportunities, default=0)
        rows = OpportunitySkill.objects.filter(skill__in=concerns, opportunity__gte=since)
        found: dict[int, list[tuple[int, int, int]]] = {pk: [] for pk in opportunities}
        asked = rows.order_by().values_list("opportunity", "skill", "level", "weight")
        for pk, skill, level, weight in asked:
            if pk in found:
                found[pk].append((skill, level, weight))
        return found


def scores_for(person: Person, opportunities: Iterable[Opportunity]) -> dict[int, Score]:
    """By opportunity. Four questions."""
    return Fit(person).scores(opportunities)
