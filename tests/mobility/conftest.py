"""Skills and opportunities that the stories of mobility need."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from mobility.opportunities.models import Opportunity, OpportunitySkill
from people.audience import Audience
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


@pytest.fixture
def post(db: None) -> Callable[..., Opportunity]:
    """An open opportunity: `post(lena, skills={design: 3})`; more fields by name."""

    def make(owner, skills=None, musts=(), audience=None, **fields):
        unit = owner.employment.unit
        today = timezone.localdate()
        facts = {
            "title": "Ny ärendehantering",
            "summary": "Hjälp oss att byta system.",
            "duties": "Rita hur ärendet går.",
            "learning": "Tjänstedesign på riktigt.",
            "place": "Granby",
            "state": "open",
            "starts_on": today + timedelta(days=60),
            "deadline": today + timedelta(days=14),
            "reply_by": today + timedelta(days=28),
        }
        one = Opportunity.objects.create(
            owner=owner,
            unit=unit,
            organisation=unit.organisation,
            audience=audience or Audience.objects.connected(),
            **(facts | fields),
        )
        for skill, level in (skills or {}).items():
            OpportunitySkill.objects.create(
                opportunity=one, skill=skill, level=level, must=skill in musts
            )
        return one

    return make
