"""Several people write one lesson about what several teams have met."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from knowledge.articles.actions import save_draft, start_draft
from knowledge.articles.drafts import Draft
from knowledge.echoes.models import Echo, EchoJoining
from people.notices.actions import tell
from people.persons.models import Person


def must_hear(person: Person, echo: Echo) -> None:
    if not Echo.objects.visible_to(person).filter(pk=echo.pk).exists():
        raise PermissionDenied("only staff of the organisation")


@transaction.atomic
def join(*, echo: Echo, by: Person) -> None:
    """Those who write are told that somebody wants to; twice is once."""
    must_hear(by, echo)
    _row, is_new = EchoJoining.objects.get_or_create(echo=echo, person=by)
    if is_new:
        writing = echo.joinings.filter(is_writing=True).exclude(person=by)
        people = Person.objects.filter(pk__in=writing.values("person"))
        tell("echo_joined", people, url=echo.get_absolute_url())


@transaction.atomic
def leave(*, echo: Echo, by: Person) -> None:
    must_hear(by, echo)
    echo.joinings.filter(person=by).delete()


@transaction.atomic
def write(*, echo: Echo, by: Person, key: UUID | None = None) -> Draft:
    """A draft for the whole organisation, about the label. Those who have joined are told."""
    must_hear(by, echo)
    label = echo.get_label_display()
    draft = start_draft(by=by, title=label, origin="echo", key=key)
    if not draft.topics:
        audience = f"organisation:{echo.organisation_id}"
        draft = save_draft(
            draft=draft, by=by, version=draft.version, audience=audience, topics=label
        )
    EchoJoining.objects.update_or_create(echo=echo, person=by, defaults={"is_writing": True})
    others = echo.joinings.exclude(person=by)
    people = Person.objects.filter(pk__in=others.values("person"))
    tell("echo_written", people, url=echo.get_absolute_url())
    return draft
