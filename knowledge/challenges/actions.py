"""From the question to what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from knowledge.articles.actions import start_draft
from knowledge.articles.drafts import Draft
from knowledge.articles.readers import audience_for
from knowledge.articles.topics import Topic, split
from knowledge.challenges import states
from knowledge.challenges.models import Challenge
from knowledge.challenges.states import State
from knowledge.challenges.telling import say, those_who_answered
from people.audit import record
from people.persons.models import Person
from people.subgoals.marking import mark

SOON = timedelta(days=3)
TEXTS = ("title", "question", "tried", "deadline")


@transaction.atomic
def ask(
    *, by: Person, audience: str, topics: str = "", goals: Iterable[str] = (), **texts: Any
) -> Challenge:
    """`audience` is the key of one that the person may choose, `topics` words with commas."""
    if not by.belonging.connected or by.employment is None:
        raise PermissionDenied("only staff of connected organisations ask")
    unit = by.employment.unit
    challenge = Challenge(
        asker=by, unit=unit, organisation=unit.organisation, audience=audience_for(by, audience)
    )
    _write(challenge, texts)
    _mark(challenge, topics, goals)
    record("challenge asked", challenge, by=by, deadline=str(challenge.deadline))
    return challenge


@transaction.atomic
def change(
    *,
    challenge: Challenge,
    by: Person,
    audience: str,
    topics: str = "",
    goals: Iterable[str] = (),
    **texts: Any,
) -> None:
    challenge = _to_tend(challenge, by, "change")
    challenge.audience = audience_for(by, audience, kept=challenge.audience)
    _write(challenge, texts)
    _mark(challenge, topics, goals)
    record("challenge changed", challenge, by=by)


@transaction.atomic
def close(*, challenge: Challenge, by: Person, outcome: str) -> Challenge:
    """With a line on what came of it, which those who answered are told of."""
    challenge = _to_tend(challenge, by, "close")
    challenge.outcome, challenge.closed_at = outcome, timezone.now()
    challenge.save()
    record("challenge closed", challenge, by=by)
    others = [one for one in those_who_answered(challenge) if one.pk != by.pk]
    say("challenge_closed", challenge, others)
    return challenge


@transaction.atomic
def withdraw(*, challenge: Challenge, by: Person) -> None:
    """Nobody but the asker sees it from now on, answers included."""
    challenge = _to_tend(challenge, by, "withdraw")
    challenge.closed_at = timezone.now()
    challenge.save()
    record("challenge withdrawn", challenge, by=by)


@transaction.atomic
def extend(*, challenge: Challenge, by: Person, deadline: date) -> None:
    """A later last day; it opens again what was closed or withdrawn."""
    challenge = _to_tend(challenge, by, "extend")
    challenge.closed_at = None
    _write(challenge, {"deadline": deadline})
    record("challenge extended", challenge, by=by, deadline=str(deadline))


def start_lesson(*, challenge: Challenge, by: Person) -> Draft:
    """A draft of one's own, filled with what is known; the same one at the second click.

    AlreadyPublished (of articles' actions) when it has become a lesson.
    """
    if challenge.asker_id != by.pk:
        raise PermissionDenied("the asker makes it a lesson")
    helped = challenge.answers.shown().filter(helped=True).exclude(text="")
    return start_draft(
        by=by,
        title=challenge.title,
        problem=challenge.question,
        what_we_did="\n\n".join(one.text for one in helped[:20]),
        what_we_learned=challenge.outcome,
        origin=f"challenge:{challenge.pk}",
        key=uuid.uuid5(uuid.NAMESPACE_URL, f"challenge:{challenge.pk}:{by.pk}"),
    )


def _write(challenge: Challenge, texts: dict[str, Any]) -> None:
    """A new last day is reminded of anew, unless it is as near as a reminder."""
    before = challenge.deadline
    for name in TEXTS:
        if name in texts:
            setattr(challenge, name, texts[name])
    if challenge.deadline != before:
        near = challenge.deadline - timezone.localdate() <= SOON
        challenge.reminded_at, challenge.asked_at = (timezone.now() if near else None), None
    challenge.save()


def _mark(challenge: Challenge, topics: str, goals: Iterable[str]) -> None:
    challenge.topics.set([Topic.objects.called(name) for name in split(topics)])
    mark(challenge, goals)


def locked(challenge: Challenge) -> Challenge:
    rows = Challenge.objects.select_for_update(of=("self",)).select_related("asker", "audience")
    return rows.get(pk=challenge.pk)


def _to_tend(challenge: Challenge, by: Person, verb: str) -> Challenge:
    """Locked, in the state that the verb leads to and not saved yet; NotNow if it cannot."""
    challenge = locked(challenge)
    if not challenge.is_tended_by(by):
        raise PermissionDenied("not this person's challenge")
    challenge.state = State(states.after(challenge.state, verb))
    return challenge
