"""Applying, choosing, offering and answering. The only writer of an application's `state`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from mobility.applications import consents
from mobility.applications.models import Application
from mobility.applications.snapshot import snapshot_of
from mobility.applications.states import TRANSITIONS, State
from mobility.opportunities import actions as opportunities
from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import NotNow, after
from mobility.opportunities.states import State as Stage
from people import audit
from people.notices.actions import tell
from people.persons.models import Person


class TooLate(NotNow):
    """The deadline has passed, or the opportunity is not open."""


class NoConsent(Exception):
    """The home manager has not said yes."""


class SeatsTaken(Exception):
    """Somebody else took the last seat."""


@transaction.atomic
def apply(
    *, opportunity: Opportunity, by: Person, letter: str, ask_manager: bool = False
) -> Application:
    """Send an application. Sent twice it is sent once; a withdrawn one is sent anew."""
    opportunity = _locked(opportunity)
    seen = Opportunity.objects.visible_to(by).filter(pk=opportunity.pk)
    if opportunity.owner_id == by.pk or not by.belonging.connected or not seen.exists():
        raise PermissionDenied("staff apply for what they see and do not own")
    if not opportunity.takes_applications:
        raise TooLate("the opportunity takes no applications")
    facts = {"letter": letter, "snapshot": snapshot_of(by, opportunity)}
    one, is_new = Application.objects.get_or_create(
        person=by, opportunity=opportunity, defaults=facts
    )
    if is_new:
        audit.record("submit", one, by=by, after=one.state)
    elif one.state == State.WITHDRAWN:
        one.letter, one.snapshot = letter, facts["snapshot"]
        _move(one, "submit again", by)
    else:
        return one
    _tell_owner(one, "application_received")
    if ask_manager:
        consents.ask(application=one, by=by)
    return one


@transaction.atomic
def shortlist(*, application: Application, by: Person) -> Application:
    one = _for_owner(application, by)
    _move(one, "shortlist", by)
    _tell_applicant(one, "application_shortlisted")
    return one


@transaction.atomic
def offer(*, application: Application, by: Person) -> Application:
    """Offer a seat; NoConsent until the home manager has said yes."""
    one = _for_owner(application, by)
    if not one.has_consent:
        raise NoConsent
    if one.opportunity.taken >= one.opportunity.seats:
        raise SeatsTaken
    if one.opportunity.state not in (Stage.OPEN, Stage.SELECTING):
        raise NotNow("the opportunity is over")
    _move(one, "offer", by)
    _tell_applicant(one, "offer_received")
    return one


@transaction.atomic
def reject(*, application: Application, by: Person, reason: str, note: str = "") -> Application:
    one = _for_owner(application, by)
    one.reason, one.note = reason, note
    _move(one, "reject", by, reason=reason)
    _tell_applicant(one, "application_answered")
    return one


@transaction.atomic
def withdraw(*, application: Application, by: Person) -> Application:
    one = _for_applicant(application, by)
    _move(one, "withdraw", by)
    _tell_owner(one, "application_withdrawn")
    return one


@transaction.atomic
def decline(*, application: Application, by: Person) -> Application:
    one = _for_applicant(application, by)
    _move(one, "decline", by)
    _tell_owner(one, "offer_answered")
    return one


@transaction.atomic
def accept(*, application: Application, by: Person) -> Application:
    """Take a seat, or SeatsTaken. The last one fills the opportunity."""
    one = _for_applicant(application, by)
    if not one.has_consent:
        raise NoConsent
    after(one.state, "accept", TRANSITIONS)
    _take_seat(one.opportunity)
    _move(one, "accept", by)
    _tell_owner(one, "offer_answered")
    opportunity = _locked(one.opportunity)
    if opportunity.taken == opportunity.seats:
        opportunities.fill(opportunity, by)
    return one


def _take_seat(opportunity: Opportunity) -> None:
    """One UPDATE decides; the check and the change cannot be parted."""
    free = Opportunity.objects.filter(
        pk=opportunity.pk, taken__lt=F("seats"), state__in=(Stage.OPEN, Stage.SELECTING)
    )
    if not free.update(taken=F("taken") + 1):
        raise SeatsTaken


@transaction.atomic
def cancel_opportunity(*, opportunity: Opportunity, by: Person) -> Opportunity:
    """Cancel it, and answer everybody who waits."""
    opportunity = opportunities.cancel(opportunity=opportunity, by=by)
    waiting = Application.objects.alive().filter(opportunity=opportunity)
    for one in waiting.select_related("person"):
        one.reason = Application.Reason.CANCELLED
        _move(one, "cancel", by, reason=one.reason)
        _tell_applicant(one, "application_answered")
    return opportunity


def _locked(opportunity: Opportunity) -> Opportunity:
    return Opportunity.objects.select_for_update().get(pk=opportunity.pk)


def _fresh(application: Application) -> Application:
    """Both rows locked, the opportunity first, so that two actions cannot wait for each other."""
    _locked(application.opportunity)
    Application.objects.select_for_update().get(pk=application.pk)
    return Application.objects.with_frame().get(pk=application.pk)


def _for_owner(application: Application, by: Person) -> Application:
    one = _fresh(application)
    if not one.opportunity.is_cared_for_by(by):
        raise PermissionDenied("the owner chooses")
    return one


def _for_applicant(application: Application, by: Person) -> Application:
    one = _fresh(application)
    if one.person_id != by.pk:
        raise PermissionDenied("an application is its sender's")
    return one


def _move(one: Application, verb: str, by: Person, **facts: object) -> None:
    before, one.state = one.state, after(one.state, verb, TRANSITIONS)
    one.save()
    audit.record(verb, one, by=by, before=before, after=one.state, **facts)


def _tell_owner(one: Application, kind: str) -> None:
    if one.opportunity.owner:
        tell(kind, [one.opportunity.owner], url=one.get_absolute_url())


def _tell_applicant(one: Application, kind: str) -> None:
    tell(kind, [one.person], url=one.get_absolute_url())
