"""The tables of the room, gathered so that Django finds them."""

from skills.occupations.models import (
    Occupation,
    OccupationSkill,
    SsykGroup,
    SsykSkill,
    Substitutability,
)
from skills.vocabulary.models import Skill, SkillName, SkillRelation, Source

__all__ = [
    "Occupation",
    "OccupationSkill",
    "Skill",
    "SkillName",
    "SkillRelation",
    "Source",
    "SsykGroup",
    "SsykSkill",
    "Substitutability",
]
