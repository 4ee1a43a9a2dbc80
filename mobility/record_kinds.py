"""What the room's tables are to a registrar."""

from django.utils.translation import gettext_lazy as _

from mobility import models as tables
from people.registry.kinds import RecordKind, leave_out, register

KINDS = (
    RecordKind(
        "opportunities",
        _("Uppdrag"),
        (tables.Opportunity, tables.OpportunitySkill, tables.OpportunityGoal),
        _("De som uppdraget är till för. Innan det är öppet bara chefen och HR."),
        _("Allmän handling när det publiceras."),
        told_by_mail=True,
        order=50,
    ),
    RecordKind(
        "applications",
        _("Ansökningar och medgivanden"),
        (tables.Application, tables.Consent),
        _("Den sökande, chefen för uppdraget och den som lämnar medgivande."),
        _("Allmän handling när den kommer in. Pröva sekretess innan något lämnas ut."),
        told_by_mail=True,
        order=51,
    ),
    RecordKind(
        "profiles",
        _("Profil, kompetenser och utvecklingsplan"),
        (tables.Profile, tables.SkillClaim, tables.CareerGoal),
        _("Bara medarbetaren själv, och de som medarbetaren har valt att visa för."),
        order=52,
    ),
)


def register_kinds() -> None:
    register(*KINDS)
    leave_out(
        "mobility",
        _("Beskrivningar av roller, som är lika för alla."),
        tables.JobProfile,
        tables.JobProfileSkill,
    )
