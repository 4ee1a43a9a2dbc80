"""Several people write one lesson about what several teams have met."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from knowledge.articles.actions import save_draft, start_draft
from knowledge.articles.drafts import Draft
from knowledge.echoes.models import Echo, EchoJoining
from people.notices.actions import tell
from people.ordering import by_name
from people.persons.models import Person, PersonQuerySet


def must_hear(person: Person, echo: Echo) -> None:
    if not Echo.objects.visible_to(person).filter(pk=echo.pk).exists():
        raise PermissionDenied("only staff of the organisation")


def shown(echo: Echo) -> models.QuerySet[EchoJoining]:
    """Those who work there today; who has begun to write first."""
    staff = Person.objects.active().employed_at(echo.organisation)
    rows = echo.joinings.filter(person__in=staff).select_related("person")
    return rows.order_by("-is_writing", by_name("person__name"))


def people_in(echo: Echo, *, but: Person, **which: bool) -> PersonQuerySet:
    """Those who have joined and work there today."""
    rows = shown(echo).filter(**which).exclude(person=but)
    return Person.objects.filter(pk__in=rows.order_by().values("person"))


@transaction.atomic
def join(*, echo: Echo, by: Person) -> None:
    """Those who write are told that somebody wants to; twice is once."""
    must_hear(by, echo)
    _row, is_new = EchoJoining.objects.get_or_create(echo=echo, person=by)
    if is_new:
        people = people_in(echo, but=by, is_writing=True)
        tell("echo_joined", people, url=echo.get_absolute_url())


@transaction.atomic
def leave(*, echo: Echo, by: Person) -> None:
    must_hear(by, echo)
    echo.joinings.filter(person=by).delete()


@transaction.atomic
def write(*, echo: Echo, by: Person) -> Draft:
    """One's draft about the label, for the whole organisation; the same one at the second click.

    Those who have joined are told the first time. AlreadyPublished (of articles' actions) when it
    has become a lesson.
    """
    must_hear(by, echo)
    label, key = echo.get_label_display(), f"echo:{echo.pk}:{by.pk}"
    draft = start_draft(by=by, title=label, origin="echo", key=uuid5(NAMESPACE_URL, key))
    if draft.version == 1:
        audience = f"organisation:{echo.organisation_id}"
        draft = save_draft(draft=draft, by=by, version=1, audience=audience, topics=label)
    own, _is_new = EchoJoining.objects.get_or_create(echo=echo, person=by)
    if not own.is_writing:
        own.is_writing = True
        own.save(update_fields=["is_writing"])
        tell("echo_written", people_in(echo, but=by), url=echo.get_absolute_url())
    return draft
