"""Employments offered, accepted, changed and ended."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from people.audit import record
from people.notices.actions import tell
from people.organisations.actions import must_administer, must_leave_an_administrator
from people.organisations.leaving import left
from people.organisations.memberships import let_go_everywhere
from people.organisations.models import Employment, Organisation, Role, Unit
from people.persons.models import Person
from people.signin.actions import invite
from people.signin.models import Invitation


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
    left(stored.unit.organisation, employment.person)


@transaction.atomic
def end_employment(*, employment: Employment, by: Person, on: date | None = None) -> None:
    """The last day at work. Roles and teams at that organisation end with the last employment."""
    organisation, person = employment.unit.organisation, employment.person
    must_administer(by, organisation)
    today = timezone.localdate()
    employment.until = max(on or today - timedelta(days=1), employment.since)
    is_last = not Employment.objects.beside(employment).exists()
    if is_last:
        must_leave_an_administrator(organisation, without=person)
    employment.save(update_fields=["until"])
    record("employment ended", employment, by=by)
    if is_last and employment.until < today:
        Role.objects.filter(person=person, organisation=organisation).delete()
        let_go_everywhere(person, organisation, by)
    left(organisation, person)
