"""Saying what one is about to do, whether it helped, and taking it away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from knowledge.beginning.models import Beginning, BeginningQuerySet, a_week_from
from people.notices.actions import tell
from people.notices.models import Notice
from people.persons.models import Person

KIND = "beginning_asked"


def begin(*, by: Person, text: str) -> Beginning:
    """The same words once more are the same thing."""
    asked = {"ask_on": a_week_from(timezone.localdate())}
    return Beginning.objects.get_or_create(person=by, text=text, defaults=asked)[0]


def answer(*, beginning: Beginning, by: Person, helped: bool, line: str) -> None:
    """The last answer holds."""
    _own(beginning, by)
    beginning.helped, beginning.line = helped, line
    beginning.save(update_fields=["helped", "line"])


@transaction.atomic
def forget(*, beginning: Beginning, by: Person) -> None:
    """At once, with the notice that leads to it."""
    _own(beginning, by)
    _take_away(Beginning.objects.filter(pk=beginning.pk))


@transaction.atomic
def forget_past() -> int:
    """What has been kept its time. Returns how many are gone."""
    return _take_away(Beginning.objects.past())


def ask_those_due() -> int:
    """One notice to each person, about the oldest. Returns how many were told."""
    people: dict[int, Beginning] = {}
    for one in Beginning.objects.to_tell().select_related("person").order_by("ask_on", "pk")[:200]:
        people.setdefault(one.person_id, one)
    return sum(_ask(one) for one in people.values())


@transaction.atomic
def _ask(beginning: Beginning) -> int:
    due = Beginning.objects.to_tell().filter(person=beginning.person_id)
    if not due.update(told_on=timezone.localdate()):
        return 0
    tell(KIND, [beginning.person], url=beginning.get_absolute_url())
    return 1


def _take_away(rows: BeginningQuerySet) -> int:
    ways = [one.get_absolute_url() for one in rows]
    Notice.objects.filter(kind=KIND, url__in=ways).delete()
    return rows.delete()[0]


def _own(beginning: Beginning, by: Person) -> None:
    if beginning.person_id != by.pk:
        raise PermissionDenied("what one is about to do is one's own")
