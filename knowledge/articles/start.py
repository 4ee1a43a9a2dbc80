"""What the start page says about lessons."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from people.persons.models import Person
from people.start.parts import Panel, Todo, register_panel
from people.start.waiting import Row, Waiting, register_waiting, rows_of

NEW = 4


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


def news(person: Person) -> dict[str, Any] | None:
    seen = ArticlePage.objects.published().visible_to(person, among_many=True)
    others = seen.exclude(author=person).newest().with_card()
    return {"lessons": list(others[:NEW])}


def invitation(person: Person) -> dict[str, Any] | None:
    return {} if person.belonging.connected else None


def register() -> None:
    register_waiting(Waiting("draft", drafts, unfinished))
    register_panel(Panel("lessons", "knowledge/articles/_news.html", news, order=20))
    register_panel(
        Panel("write", "knowledge/articles/_invitation.html", invitation, place="side", order=20)
    )
