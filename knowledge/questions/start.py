"""What questions put on the start page, in notices and on the worker's list."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.questions import parts
from knowledge.questions.evidence import written
from knowledge.questions.models import Question
from knowledge.questions.reminding import WAITS, remind
from knowledge.shelf.following import rows_follow
from people import worker
from people.notices import kinds
from people.persons.evidence import register_evidence
from people.persons.models import Person
from people.start.parts import Todo
from people.start.waiting import Row, Waiting, register_waiting, rows_of
from people.working_days import working_days_after

KINDS = (
    kinds.NoticeKind(
        "question_asked",
        gettext_lazy("En fråga om min lärdom"),
        gettext_lazy("Någon har frågat om en lärdom som du svarar för."),
    ),
    kinds.NoticeKind(
        "question_answered",
        gettext_lazy("Svar på min fråga"),
        gettext_lazy("Din fråga om en lärdom har fått ett svar."),
    ),
    kinds.NoticeKind(
        "question_waiting",
        gettext_lazy("En fråga som väntar på svar"),
        gettext_lazy("En fråga om en lärdom som du svarar för har väntat i tre arbetsdagar."),
    ),
)


def unanswered(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        "question",
        Question.objects.waiting_for(person),
        title=F("article__title"),
        where=F("article__url_path"),
        due=F("created_at"),
    )


def to_answer(row: Row) -> Todo:
    place, slug = row.where.split("/")[-3:-1]
    return Todo(
        title=_("En fråga om ”%(title)s”") % {"title": row.title},
        text=_("Ett par meningar räcker. Vet du inte, säg vem som vet."),
        url=reverse("knowledge:questions", args=[place, slug]) + f"#fraga-{row.pk}",
        button=_("Läs och svara"),
        area="kunskap",
        due=working_days_after(row.due, WAITS) if row.due else None,
    )


def register() -> None:
    parts.register()
    rows_follow("questions", Question, words=True)
    register_waiting(Waiting("question", unanswered, to_answer))
    kinds.register(*KINDS)
    worker.register(worker.Job("unanswered questions", 3600, remind))
    register_evidence(written)
