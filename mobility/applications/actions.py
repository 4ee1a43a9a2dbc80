"""Applying, choosing, offering and answering. The only writer of an application's `state`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from mobility.applications import consents
from mobility.applications.models import Application
from mobility.applications.snapshot import snapshot_of
from mobility.applications.states import TRANSITIONS, State
from mobility.opportunities import actions as opportunities
from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import State as Stage
from people import audit
from people.notices.actions import tell
from people.persons.models import Person
from people.states import NotNow, after

Check = Callable[[Application, Person], object]


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


class Verb(Protocol):
    def __call__(self, *, application: Application, by: Person, **said: str) -> Application: ...


def _owner(one: Application, by: Person) -> bool:
    return one.opportunity.is_cared_for_by(by)


def _applicant(one: Application, by: Person) -> bool:
    return one.person_id == by.pk


def _agreed(one: Application, by: Person) -> None:
    if not one.has_consent:
        raise NoConsent


def _seat_left(one: Application, by: Person) -> None:
    if one.opportunity.taken >= one.opportunity.seats:
        raise SeatsTaken
    if one.opportunity.state not in (Stage.OPEN, Stage.SELECTING):
        raise NotNow("the opportunity is over")


def _take_seat(one: Application, by: Person) -> None:
    """One UPDATE decides; the check and the change cannot be parted."""
    free = Opportunity.objects.filter(
        pk=one.opportunity_id, taken__lt=F("seats"), state__in=(Stage.OPEN, Stage.SELECTING)
    )
    if not free.update(taken=F("taken") + 1):
        raise SeatsTaken


def _fill_when_full(one: Application, by: Person) -> None:
    opportunity = _locked(one.opportunity)
    if opportunity.taken == opportunity.seats:
        opportunities.fill(opportunity, by)


def _verb(
    name: str,
    whose: Callable[[Application, Person], bool],
    *,
    first: tuple[Check, ...] = (),
    tells: str,
    last: tuple[Check, ...] = (),
) -> Verb:
    """A step of the owner's, told to the applicant, or the other way round.

    In one transaction: it is theirs to take, it is possible in this state, `first` (each raises
    when it must not be), the step with what was `said`, the notice, `last`.
    """

    @transaction.atomic
    def verb(*, application: Application, by: Person, **said: str) -> Application:
        one = _fresh(application)
        if not whose(one, by):
            raise PermissionDenied("the owner chooses, and an application is its sender's")
        after(one.state, name, TRANSITIONS)
        for check in first:
            check(one, by)
        for field, words in said.items():
            setattr(one, field, words)
        _move(one, name, by)
        (_tell_applicant if whose is _owner else _tell_owner)(one, tells)
        for effect in last:
            effect(one, by)
        return one

    return verb


# The verbs; `reject` is said with `reason` and `note`.
shortlist = _verb("shortlist", _owner, tells="application_shortlisted")
offer = _verb("offer", _owner, first=(_agreed, _seat_left), tells="offer_received")
reject = _verb("reject", _owner, tells="application_answered")
withdraw = _verb("withdraw", _applicant, tells="application_withdrawn")
decline = _verb("decline", _applicant, tells="offer_answered")
accept = _verb(
    "accept",
    _applicant,
    first=(_agreed, _take_seat),
    tells="offer_answered",
    last=(_fill_when_full,),
)


@transaction.atomic
def cancel_opportunity(*, opportunity: Opportunity, by: Person) -> Opportunity:
    """Cancel it, and answer everybody who waits."""
    opportunity = opportunities.cancel(opportunity=opportunity, by=by)
    waiting = Application.objects.alive().filter(opportunity=opportunity)
    for one in waiting.select_related("person"):
        one.reason = Application.Reason.CANCELLED
        _move(one, "cancel", by)
        _tell_applicant(one, "application_answered")
    return opportunity


def _locked(opportunity: Opportunity) -> Opportunity:
    return Opportunity.objects.select_for_update().get(pk=opportunity.pk)


def _fresh(application: Application) -> Application:
    """Both rows locked, the opportunity first, so that two actions cannot wait for each other."""
    _locked(application.opportunity)
    Application.objects.select_for_update().get(pk=application.pk)
    return Application.objects.with_frame().get(pk=application.pk)


def _move(one: Application, verb: str, by: Person) -> None:
    before, one.state = one.state, after(one.state, verb, TRANSITIONS)
    one.save()
    facts = {"reason": one.reason} if one.reason else {}
    audit.record(verb, one, by=by, before=before, after=one.state, **facts)


def _tell_owner(one: Application, kind: str) -> None:
    if one.opportunity.owner:
        tell(kind, [one.opportunity.owner], url=one.get_absolute_url())


def _tell_applicant(one: Application, kind: str) -> None:
    tell(kind, [one.person], url=one.get_absolute_url())
