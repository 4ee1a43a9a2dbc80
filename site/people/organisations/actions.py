"""What an organisation's administrators do."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.audience import Audience
from people.audit import record
from people.notices.actions import tell
from people.organisations.models import Employment, Organisation, Role, Team, TeamMembership, Unit
from people.persons.models import Person
from people.signin.actions import invite
from people.signin.models import Invitation


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
def add_unit(*, organisation: Organisation, by: Person, **fields: Any) -> Unit:
    must_administer(by, organisation)
    unit = Unit.objects.create(organisation=organisation, **fields)
    record("unit added", unit, by=by, organisation=organisation.pk)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Person) -> None:
    """Store a new name or authority. Moving is `move_unit`."""
    must_administer(by, unit.organisation)
    unit.save()
    record("unit changed", unit, by=by)


@transaction.atomic
def move_unit(*, unit: Unit, under: Unit | None, by: Person) -> None:
    """The unit keeps its people, articles and history; everything under it comes along."""
    must_administer(by, unit.organisation)
    if under and under.organisation_id != unit.organisation_id:
        raise PermissionDenied
    if under and under.lineage.startswith(unit.lineage):
        raise ValidationError(_("En enhet kan inte ligga under sig själv."))
    before = unit.lineage
    unit.parent = under
    unit.save()
    below = Unit.objects.filter(lineage__startswith=before).exclude(pk=unit.pk)
    rest = Substr(F("lineage"), len(before) + 1)
    below.update(lineage=Concat(Value(unit.lineage), rest))
    record("unit moved", unit, by=by, under=under.pk if under else None)


@transaction.atomic
def merge_unit(*, unit: Unit, into: Unit, by: Person) -> None:
    """Everything that belonged to `unit` belongs to `into`; the old unit stays as history."""
    must_administer(by, unit.organisation)
    if into.organisation_id != unit.organisation_id or into.merged_into_id:
        raise PermissionDenied
    if into.lineage.startswith(unit.lineage):
        raise ValidationError(_("Välj en enhet som inte är den här eller ligger under den."))
    for child in unit.children.living():
        move_unit(unit=child, under=into, by=by)
    _join_employments(unit, into)
    Team.objects.filter(unit=unit).update(unit=into)
    Audience.objects.unit_merged(unit, into)
    _move_what_points_at(unit, into)
    unit.merged_into = into
    unit.save()
    record("unit merged", unit, by=by, into=into.pk)


def _join_employments(unit: Unit, into: Unit) -> None:
    """Whoever works in both has one employment afterwards, with both shares."""
    there = {one.person_id: one for one in Employment.objects.current().filter(unit=into)}
    for one in Employment.objects.current().filter(unit=unit, person__in=there):
        kept = there[one.person_id]
        kept.share = min(100, kept.share + one.share)
        kept.save(update_fields=["share"])
        one.delete()
    Employment.objects.filter(unit=unit).update(unit=into)


def _move_what_points_at(unit: Unit, into: Unit) -> None:
    """Rows of other rooms that name the unit (articles, opportunities) follow it, by their key."""
    stays = {Unit, Employment, Team, Role, Audience}
    for model in apps.get_models():
        keys = [field for field in model._meta.local_fields if field.related_model is Unit]
        for key in keys if model not in stays else []:
            rows = model._base_manager.filter(**{key.name: unit})
            rows.update(**{key.name: into})
    for role in Role.objects.filter(unit=unit):
        facts: dict[str, Any] = {"person": role.person, "kind": role.kind}
        Role.objects.get_or_create(**facts, organisation=role.organisation, unit=into)
        role.delete()


@transaction.atomic
def employ(
    *, organisation: Organisation, by: Person, email: str, name: str, **fields: Any
) -> Person:
    """Give somebody new a place and an invitation. Whoever is here already is asked first."""
    must_administer(by, organisation)
    person = Person.objects.filter(email=email).first()
    if person and (person.has_usable_password() or person.employments.current().exists()):
        offer(person=person, by=by, **fields)
        return person
    if person is None:
        person = Person.objects.create_user(email, name=name)
    employment = Employment.objects.create(person=person, **fields)
    record("employed", employment, by=by, organisation=organisation.pk)
    invite(person=person, unit=employment.unit, by=by)
    return person


def offer(*, person: Person, by: Person, unit: Unit, title: str, **fields: Any) -> Invitation:
    """Nobody gets an employer without saying yes; the administrator learns nothing meanwhile."""
    Invitation.objects.offers_to(person).filter(unit=unit).delete()
    waiting = Invitation(person=person, unit=unit, title=title, invited_by=by, **fields)
    waiting.new_token()
    waiting.save()
    record("employment offered", waiting, by=by, unit=unit.pk)
    url = reverse("employment_offer", args=[waiting.pk])
    tell("employment_offered", [person], url=url, organisation=str(unit.organisation))
    return waiting


@transaction.atomic
def answer_offer(*, invitation: Invitation, by: Person, accepts: bool) -> None:
    """The person's own answer. A second click finds no offer any more."""
    if invitation.person_id != by.pk:
        raise PermissionDenied
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        return
    if accepts:
        facts = {"unit": invitation.unit, "title": invitation.title, "manager": invitation.manager}
        Employment.objects.create(person=by, share=invitation.share or 100, **facts)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("employment accepted" if accepts else "employment declined", invitation, by=by)


@transaction.atomic
def change_employment(*, employment: Employment, by: Person) -> None:
    """Store a new title, unit, manager or share. `employment` carries the new values."""
    stored = Employment.objects.select_related("unit__organisation").get(pk=employment.pk)
    must_administer(by, stored.unit.organisation)
    must_administer(by, employment.unit.organisation)
    employment.save()
    record("employment changed", employment, by=by, unit=employment.unit_id)


@transaction.atomic
def end_employment(*, employment: Employment, by: Person, on: date | None = None) -> None:
    """The last day at work. Roles and teams at that organisation end with it."""
    organisation = employment.unit.organisation
    must_administer(by, organisation)
    must_leave_an_administrator(organisation, without=employment.person)
    today = timezone.localdate()
    employment.until = max(on or today - timedelta(days=1), employment.since)
    employment.save(update_fields=["until"])
    record("employment ended", employment, by=by)
    others = Employment.objects.current().filter(
        person=employment.person, unit__organisation=organisation
    )
    if employment.until < today and not others.exists():
        Role.objects.filter(person=employment.person, organisation=organisation).delete()
        TeamMembership.objects.filter(
            person=employment.person, team__organisation=organisation
        ).delete()


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
    team.memberships.filter(person__in=seen).exclude(person__in=members).delete()
    here = set(team.memberships.values_list("person_id", flat=True))
    joining = [TeamMembership(team=team, person=one) for one in members if one.pk not in here]
    TeamMembership.objects.bulk_create(joining)
    record("team members set", team, by=by, members=len(members))


@transaction.atomic
def save_team(*, team: Team, members: list[Person], by: Person) -> Team:
    must_administer(by, team.organisation)
    added = team.pk is None
    team.save()
    record("team added" if added else "team changed", team, by=by)
    set_members(team=team, members=members, by=by)
    return team
