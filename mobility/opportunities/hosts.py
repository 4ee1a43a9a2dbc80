"""Who may post and approve, for which units, and for whom to see."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from people.audience import Audience
from people.choosing import (
    CHOSEN,
    chosen_audience,
    chosen_choice,
    network_audience,
    network_choices,
)
from people.organisations.models import Organisation, Role, Unit, UnitQuerySet
from people.persons.models import Person


def may_post(person: Person) -> bool:
    return bool(person.belonging.where(Role.Kind.MANAGER, Role.Kind.HR))


def units_for(person: Person) -> UnitQuerySet:
    """HR: every unit of the employer. A manager: the unit of the role and all under it."""
    chosen = Q(pk__in=[])
    for role in person.belonging.roles:
        if role.kind == Role.Kind.HR or (role.kind == Role.Kind.MANAGER and role.unit_id is None):
            chosen |= Q(organisation=role.organisation_id)
        elif role.kind == Role.Kind.MANAGER:
            chosen |= Q(lineage__contains=f"/{role.unit_id}/")
    return Unit.objects.living().filter(chosen).select_related("organisation")


def readers(person: Person) -> list[tuple[str, str]]:
    return [
        ("unit", _("Enheten")),
        ("organisation", _("Organisationen")),
        *network_choices(person),
        chosen_choice(),
        ("connected", _("Alla anslutna organisationer")),
        ("everyone", _("Alla, utan inloggning")),
    ]


def audience_for(
    unit: Unit, kind: str, person: Person, *, kept: Audience | None = None
) -> Audience:
    """The stored audience; PermissionDenied for one that is not offered to the person."""
    shared = Audience.objects
    if kept is not None and kept.key == kind:
        return kept
    if kind.startswith(f"{CHOSEN}:"):
        return chosen_audience(person, kind)
    if kind.startswith("network:"):
        return network_audience(person, kind)
    if kind == "unit":
        return shared.unit(unit)
    if kind == "organisation":
        return shared.organisation(unit.organisation)
    if kind == "connected":
        return shared.connected()
    if kind == "everyone":
        return shared.everyone()
    raise PermissionDenied("not an audience that opportunities have")


def partners(organisation: Organisation) -> QuerySet[Person]:
    """HR at the employer, as long as they work there."""
    hr = Role.objects.filter(organisation=organisation, kind=Role.Kind.HR)
    employed: QuerySet[Person] = Person.objects.active().employed_at(organisation)
    return employed.filter(roles__in=hr).distinct()
