"""Asking the manager at home, and the manager's answer. The only writer of a consent's `state`."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mobility.applications.models import Application, Consent
from mobility.applications.states import ANSWERS, Answer
from mobility.opportunities.hosts import partners
from people import audit
from people.notices.actions import tell
from people.organisations.models import Employment
from people.persons.models import Person
from people.states import NotNow, after

VERBS: dict[str, str] = {
    Answer.GRANTED: "grant",
    Answer.DEFERRED: "defer",
    Answer.REFUSED: "refuse",
}


class NobodyToAsk(Exception):
    """The applicant has neither a manager nor an HR partner at home."""


@transaction.atomic
def ask(*, application: Application, by: Person) -> Consent:
    """Ask the home manager. Asked twice it is asked once; after a no it is asked anew."""
    one = Application.objects.select_for_update(of=("self",)).with_frame().get(pk=application.pk)
    if by.pk != one.person_id and not one.opportunity.is_cared_for_by(by):
        raise PermissionDenied("the applicant or the owner asks")
    if not one.is_alive:
        raise NotNow("the application is over")
    job = _home(one.person)
    manager = manager_of(one.person, job)
    consent, is_new = Consent.objects.get_or_create(
        application=one, defaults={"manager": manager, "unit": job.unit}
    )
    if not is_new and consent.state in (Answer.REQUESTED, Answer.GRANTED):
        return consent
    if not is_new:
        consent.state = after(consent.state, "ask again", ANSWERS)
        consent.manager, consent.unit, consent.answered_at = manager, job.unit, None
        consent.save()
    audit.record("ask consent", consent, by=by, application=one.pk, after=consent.state)
    tell("consent_requested", [manager], url=_address(consent))
    return consent


@transaction.atomic
def answer(
    *,
    consent: Consent,
    by: Person,
    state: str,
    share: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
    earliest: date | None = None,
) -> Consent:
    """Yes with share and dates, later with reason and date, or no with a reason."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if not Consent.objects.visible_to(by).filter(pk=consent.pk).exists():
        raise PermissionDenied("only the manager who was asked answers")
    if state not in VERBS:
        raise ValidationError(_("Välj ett svar."))
    if state != Answer.GRANTED and not reason:
        raise ValidationError(_("Skriv varför."))
    if not consent.application.is_alive:
        raise NotNow("the application is over")
    consent.state = after(consent.state, VERBS[state], ANSWERS)
    consent.share, consent.starts_on, consent.ends_on = share, starts_on, ends_on
    consent.reason, consent.earliest = reason, earliest
    consent.answered_at = timezone.now()
    consent.save()
    audit.record(VERBS[state], consent, by=by, application=consent.application_id, after=state)
    one = consent.application
    owner = [one.opportunity.owner] if one.opportunity.owner else []
    tell("consent_answered", [one.person, *owner], url=one.get_absolute_url())
    return consent


def _home(person: Person) -> Employment:
    if person.employment is None:
        raise NobodyToAsk
    return person.employment


def manager_of(person: Person, job: Employment) -> Person:
    """The manager of the employment, else an HR partner there; never the person."""
    manager, home = job.manager, job.unit.organisation_id
    if manager and manager.pk != person.pk and home in manager.belonging.organisations:
        return manager
    partner = partners(job.unit.organisation).exclude(pk=person.pk).order_by("pk").first()
    if partner is None:
        raise NobodyToAsk
    return partner


def _address(consent: Consent) -> str:
    return reverse("mobility:consent", args=[consent.pk])
