"""Who may be chosen to read what a team tells others.

The same for every member: a choice that only one of them has would tell who made it.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from knowledge.articles.readers import wide, wide_audience
from people.audience import Audience
from people.organisations.models import Team


def choices_of(team: Team) -> dict[str, str]:
    """By the audience's key what it is called."""
    unit = {f"unit:{team.unit_id}": _("Enheten, %(name)s") % {"name": team.unit}}
    organisation = _("Organisationen, %(name)s") % {"name": team.organisation}
    return {
        **(unit if team.unit else {}),
        f"organisation:{team.organisation_id}": organisation,
        **{one.key: one.label for one in wide()},
    }


def audience_of(team: Team, key: str, *, kept: Audience | None = None) -> Audience:
    """What the key means, or what is stored already; PermissionDenied for anything else."""
    if kept is not None and kept.key == key:
        return kept
    if key not in choices_of(team):
        raise PermissionDenied("not one of the team's readers")
    shared, kind = Audience.objects, key.partition(":")[0]
    if kind == "unit" and team.unit:
        return shared.unit(team.unit)
    if kind == "organisation":
        return shared.organisation(team.organisation)
    return wide_audience(kind)
