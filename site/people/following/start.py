"""Following a colleague, and the worker's job that writes the letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from people import worker
from people.following.digest import send_digests
from people.following.kinds import FollowKind, Target, by_marks, register_kind
from people.persons.models import Person
from people.persons.parts import PersonPart, register_person_part

EVERY = 900  # seconds


def colleagues(keys: Iterable[str], person: Person) -> dict[str, Target]:
    """Whoever is protected is followed by nobody."""
    seen = Person.objects.visible_to(person).filter(pk__in=list(keys), protected_identity=False)
    return {
        str(one.pk): Target(one.name, reverse("person", args=[one.pk]))
        for one in seen.exclude(pk=person.pk)
    }


def button(person: Person, viewer: Person) -> dict[str, Any] | None:
    return None if person == viewer or person.protected_identity else {}


def register() -> None:
    kind = FollowKind("person", gettext_lazy("Kollegor"), colleagues, by_marks("person"))
    register_kind(kind)
    part = PersonPart("follow", "people/following/_person.html", button, order=1)
    register_person_part(part)
    worker.register(worker.Job("digests", EVERY, send_digests))
