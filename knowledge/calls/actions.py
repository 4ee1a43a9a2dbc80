"""Asking others to try together, joining, answering, closing."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.readers import Readers, audience_for, choices_for
from knowledge.calls.models import Call, CallJoining
from knowledge.trials.speaking import own_units, those_who_answer
from people import audit
from people.notices.actions import tell
from people.organisations.models import Unit
from people.persons.models import Person, Viewer

State = CallJoining.State


class Full(Exception):
    """No place is left."""


class NotOpen(Exception):
    """The call is full, past or closed."""


class Changed(Exception):
    """A colleague changed the call first."""


def readers_for(person: Person) -> list[Readers]:
    """Only those that reach other organisations: nobody else can join."""
    return [one for one in choices_for(person) if one.organisation is None]


def may_call(person: Viewer) -> bool:
    return isinstance(person, Person) and bool(own_units(person))


def units_for(call: Call, person: Viewer) -> dict[int, Unit]:
    """The own units for which one may ask to join: at other employers than the asker's."""
    units = own_units(person) if isinstance(person, Person) else {}
    return {pk: unit for pk, unit in units.items() if unit.organisation_id != call.organisation_id}


@transaction.atomic
def open_call(
    *,
    article: ArticlePage,
    by: Person,
    unit: Unit,
    text: str,
    places: int,
    deadline: date,
    audience: str,
    key: uuid.UUID,
) -> Call:
    """A new call; with the same `key` once more the same call."""
    if not ArticlePage.objects.published().visible_to(by).filter(pk=article.pk).exists():
        raise PermissionDenied("the lesson is not for this person")
    if unit.pk not in own_units(by):
        raise PermissionDenied("only staff ask for their employer")
    facts = {
        "article": article,
        "organisation": unit.organisation,
        "unit": unit,
        "asker": by,
        "audience": audience_for(by, _outward(by, audience)),
        "text": text,
        "places": places,
        "deadline": deadline,
    }
    call, is_new = Call.objects.get_or_create(key=key, defaults=facts)
    if call.asker_id != by.pk:
        raise PermissionDenied("somebody else's call")
    if is_new:
        audit.record("open call", call, by=by, places=places)
    return call


@transaction.atomic
def change_call(
    *, call: Call, by: Person, text: str, places: int, deadline: date, audience: str, version: int
) -> Call:
    """Changed unless somebody changed it since `version`; never fewer places than are taken."""
    call = _locked(call)
    _speaks(call, by)
    if call.version != version:
        if (call.text, call.places, call.deadline) == (text, places, deadline):
            return call
        raise Changed
    if places < call.taken:
        raise Full
    if audience != call.audience.key:
        call.audience = audience_for(by, _outward(by, audience))
    call.text, call.places, call.deadline = text, places, deadline
    call.version += 1
    call.save()
    audit.record("change call", call, by=by, places=places)
    return call


@transaction.atomic
def close_call(*, call: Call, by: Person) -> None:
    """Nobody more joins; those who wait are told. A second click changes nothing."""
    call = _locked(call)
    _speaks(call, by)
    if not Call.objects.filter(pk=call.pk, closed_at=None).update(closed_at=timezone.now()):
        return
    audit.record("close call", call, by=by)
    for joining in call.joinings.filter(state=State.WAITING).with_frame():
        _tell("call_closed", joining, call.organisation.name, those_who_answer(joining))


@transaction.atomic
def join(*, call: Call, by: Person, unit: Unit, message: str) -> CallJoining:
    """The unit's organisation asks to be in; once more gives the same request."""
    if unit.pk not in units_for(call, by):
        raise PermissionDenied("only staff of other employers join")
    call = _locked(call)
    if not Call.objects.visible_to(by).filter(pk=call.pk).exists():
        raise PermissionDenied("the call is not for this person")
    place: dict[str, Any] = {"call": call, "organisation": unit.organisation}
    known = CallJoining.objects.filter(**place).first()
    if known and known.state != State.WITHDRAWN:
        return known
    if not call.is_open:
        raise NotOpen
    facts = {"unit": unit, "person": by, "message": message, "state": State.WAITING}
    joining, _new = CallJoining.objects.update_or_create(**place, defaults=facts)
    audit.record("ask to join", joining, by=by)
    _tell("call_asked", joining, unit.organisation.name, those_who_answer(call))
    return joining


@transaction.atomic
def answer(*, joining: CallJoining, by: Person, yes: bool) -> CallJoining:
    """Yes takes a place, or Full. Only who waits is answered; the same answer twice is one."""
    call = _locked(joining.call)
    _speaks(call, by)
    joining = CallJoining.objects.select_for_update().get(pk=joining.pk)
    if not joining.waits:
        return joining
    if call.closed_at:
        raise NotOpen
    if yes:
        free = Call.objects.filter(pk=call.pk, taken__lt=F("places"))
        if not free.update(taken=F("taken") + 1):
            raise Full
    joining.state, joining.answered_at = State.YES if yes else State.NO, timezone.now()
    joining.save(update_fields=["state", "answered_at"])
    audit.record("answer joining", joining, by=by, state=joining.state)
    kind = "call_yes" if yes else "call_no"
    _tell(kind, joining, call.organisation.name, those_who_answer(joining))
    return joining


@transaction.atomic
def leave(*, joining: CallJoining, by: Person) -> None:
    """Take back the request, or the place; the place is free again."""
    call = _locked(joining.call)
    joining = CallJoining.objects.select_for_update().get(pk=joining.pk)
    _speaks(joining, by)
    if joining.state == State.WITHDRAWN:
        return
    if joining.is_in:
        Call.objects.filter(pk=call.pk, taken__gt=0).update(taken=F("taken") - 1)
    was_told = joining.state != State.NO
    joining.state = State.WITHDRAWN
    joining.save(update_fields=["state"])
    audit.record("leave call", joining, by=by)
    if was_told:
        _tell("call_left", joining, joining.organisation.name, those_who_answer(call))


def _outward(by: Person, key: str) -> str:
    if key not in {one.key for one in readers_for(by)}:
        raise PermissionDenied("a call is for other organisations")
    return key


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update().get(pk=call.pk)


def _speaks(said: Call | CallJoining, by: Person) -> None:
    if not said.may_be_changed_by(by):
        raise PermissionDenied("only those who speak for the organisation do this")


def _tell(kind: str, joining: CallJoining, organisation: str, people: list[Person]) -> None:
    """Those who may read the page that the notice leads to."""
    call = joining.call
    seeing = Call.objects.filter(pk=call.pk)
    readers = [one for one in people if seeing.visible_to(one).exists()]
    url, title = call.get_absolute_url(), call.article.title
    tell(kind, readers, url=url, organisation=organisation, title=title)
