"""What the start page says about lessons."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.lists import seen_by
from people.persons.models import Person
from people.start.parts import Panel, Todo, register_panel, register_todos

NEW = 4


def todos(person: Person) -> list[Todo]:
    return unfinished(person)


def unfinished(person: Person) -> list[Todo]:
    """The latest draft; the others are in one's own list."""
    return [
        Todo(
            title=_("Du har en påbörjad lärdom"),
            text=draft.title or _("Den har ingen rubrik än."),
            url=reverse("knowledge:draft", args=[draft.pk]),
            button=_("Skriv vidare"),
            area="kunskap",
        )
        for draft in Draft.objects.of(person)[:1]
    ]


def news(person: Person) -> dict[str, Any] | None:
    lessons = seen_by(person).exclude(Q(author=person)).newest().with_card()
    return {"lessons": list(lessons[:NEW])}


def invitation(person: Person) -> dict[str, Any] | None:
    return {} if person.belonging.connected else None


def register() -> None:
    register_todos(todos)
    register_panel(Panel("lessons", "knowledge/articles/_news.html", news, order=20))
    register_panel(
        Panel("write", "knowledge/articles/_invitation.html", invitation, place="side", order=20)
    )
