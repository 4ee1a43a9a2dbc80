"""What the start page says about lessons."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from people.persons.models import Person
from people.start.parts import Panel, Todo, register_panel, register_todos
from people.start.waiting import Row, Waiting, register_waiting, rows_of

NEW = 4


def todos(person: Person) -> list[Todo]:
    return to_confirm(person)


def drafts(person: Person) -> QuerySet[Any, Any]:
    """The latest draft; the others are in one's own list."""
    return rows_of("draft", Draft.objects.of(person), title=F("title"), most=1)


def unfinished(row: Row) -> Todo:
    return Todo(
        title=_("Du har en påbörjad lärdom"),
        text=row.title or _("Den har ingen rubrik än."),
        url=reverse("knowledge:draft", args=[row.pk]),
        button=_("Skriv vidare"),
        area="kunskap",
    )


def to_confirm(person: Person) -> list[Todo]:
    today = timezone.localdate()
    own = ArticlePage.objects.published().cared_for_by(person)
    waiting = own.standing(Validity.CHECK, today)
    return [
        Todo(
            title=_("Stämmer din lärdom ”%(title)s” än?") % {"title": article.title},
            text=_("Läs den och säg om den gäller."),
            url=f"{article.get_absolute_url()}#galler",
            button=_("Läs och svara"),
            area="kunskap",
            due=article.review_on,
        )
        for article in waiting.order_by("review_on", "pk")[:3]
    ]


def news(person: Person) -> dict[str, Any] | None:
    lessons = seen_by(person).exclude(Q(author=person)).newest().with_card()
    return {"lessons": list(lessons[:NEW])}


def invitation(person: Person) -> dict[str, Any] | None:
    return {} if person.belonging.connected else None


def register() -> None:
    register_todos(todos)
    register_waiting(Waiting("draft", drafts, unfinished))
    register_panel(Panel("lessons", "knowledge/articles/_news.html", news, order=20))
    register_panel(
        Panel("write", "knowledge/articles/_invitation.html", invitation, place="side", order=20)
    )
