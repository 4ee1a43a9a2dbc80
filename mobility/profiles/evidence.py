"""What somebody has written beside what they say they can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mobility.profiles.models import SkillClaim
from people.persons.evidence import Evidence
from search.analysis import asked, forms
from search.following import fits
from skills.vocabulary.models import Skill

MOST = 3  # beside one skill


@dataclass(frozen=True)
class Backed:
    claim: SkillClaim
    by: list[Evidence]


def backed(claims: Iterable[SkillClaim], shown: list[Evidence]) -> list[Backed]:
    """Each claim with what is about that skill, by all the words of a name of it."""
    have = {one: frozenset(forms(one.words, one.language).split()) for one in shown}
    return [
        Backed(claim, [one for one in shown if is_about(have[one], claim.skill)][:MOST])
        for claim in claims
    ]


def is_about(have: frozenset[str], skill: Skill) -> bool:
    """In either language, since topics and titles have one only."""
    names = (asked(name) for name in (skill.label_sv, skill.label_en))
    return any(fits(have, name) for name in names if name)


def besides(rows: list[Backed], shown: list[Evidence]) -> list[Evidence]:
    """What stands beside no skill."""
    used = {one for row in rows for one in row.by}
    return [one for one in shown if one not in used]
