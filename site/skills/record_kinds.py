"""What the room's tables are to a registrar: nothing to ask for."""

from django.utils.translation import gettext_lazy as _

from people.registry.kinds import leave_out
from skills import models as tables


def register_kinds() -> None:
    leave_out(
        "skills",
        _("Listor över kompetenser och yrken, hämtade från Arbetsförmedlingen och ESCO."),
        tables.Skill,
        tables.SkillName,
        tables.SkillRelation,
        tables.SsykGroup,
        tables.SsykSkill,
        tables.Occupation,
        tables.OccupationSkill,
        tables.Substitutability,
    )
