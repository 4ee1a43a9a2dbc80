"""Skills and opportunities that the stories of mobility need."""

import pytest

from skills.vocabulary.models import Skill, SkillRelation


def skill(name: str, english: str = "") -> Skill:
    from skills.vocabulary.models import SkillName

    made = Skill.objects.create(label_sv=name, label_en=english)
    SkillName.objects.create(
        skill=made, text=name, bare=name, language="sv", place=0, order=0, source="starter"
    )
    return made


@pytest.fixture
def procurement(db: None) -> Skill:
    return skill("upphandling", "procurement")


@pytest.fixture
def mapping(db: None) -> Skill:
    return skill("processkartläggning")


@pytest.fixture
def analysis(mapping: Skill) -> Skill:
    """Near to process mapping."""
    analysis = skill("verksamhetsanalys", "business analysis")
    SkillRelation.objects.create(
        from_skill=analysis, to_skill=mapping, kind="related", weight=0.8, source="starter"
    )
    return analysis


@pytest.fixture
def design(db: None) -> Skill:
    return skill("tjänstedesign", "service design")
