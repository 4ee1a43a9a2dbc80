"""What an organisation's administrators do with roles and teams, and what guards all they do."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.audit import record
from people.organisations.memberships import let_go, let_in
from people.organisations.models import Employment, Organisation, Role, Team, Unit
from people.persons.models import Person


def must_administer(by: Person, organisation: Organisation) -> None:
    if not by.has_role(Role.Kind.ADMINISTRATOR, organisation):
        raise PermissionDenied


def must_leave_an_administrator(organisation: Organisation, *, without: Person) -> None:
    """Refuse what would leave nobody who works there and administers it."""
    roles = Role.objects.filter(organisation=organisation, kind=Role.Kind.ADMINISTRATOR)
    if not roles.filter(person=without).exists():
        return
    here = Employment.objects.current().filter(unit__organisation=organisation)
    if not roles.exclude(person=without).filter(person__in=here.values("person")).exists():
        raise ValidationError(_("Organisationen behöver minst en administratör."))


@transaction.atomic
def give_role(
    *, person: Person, organisation: Organisation, kind: str, by: Person, unit: Unit | None = None
) -> Role:
    must_administer(by, organisation)
    if kind == Role.Kind.MANAGER and unit is None:
        raise ValidationError(_("Välj vilken enhet chefen ansvarar för."))
    role, added = Role.objects.get_or_create(
        person=person, organisation=organisation, kind=kind, unit=unit
    )
    if added:
        record("role given", role, by=by, kind=kind, person=person.pk)
    return role


@transaction.atomic
def take_role(*, role: Role, by: Person) -> None:
    must_administer(by, role.organisation)
    if role.kind == Role.Kind.ADMINISTRATOR:
        must_leave_an_administrator(role.organisation, without=role.person)
    record("role taken", role, by=by, kind=role.kind, person=role.person_id)
    role.delete()


@transaction.atomic
def set_members(*, team: Team, members: list[Person], by: Person) -> None:
    """Who is in the team from now on. Membership that stays keeps its date."""
    must_administer(by, team.organisation)
    seen = Person.objects.visible_to(by)  # whoever is hidden from the administrator stays
    going = team.memberships.filter(person__in=seen).exclude(person__in=members)
    let_go(team, [one.person for one in going.select_related("person")], by)
    let_in(team, members, by)
    record("team members set", team, by=by, members=len(members))


@transaction.atomic
def save_team(*, team: Team, members: list[Person], by: Person) -> Team:
    must_administer(by, team.organisation)
    added = team.pk is None
    team.save()
    record("team added" if added else "team changed", team, by=by)
    set_members(team=team, members=members, by=by)
    return team
