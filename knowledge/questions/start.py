"""What questions put on the start page, in notices and on the worker's list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.questions import parts
from knowledge.questions.actions import remind
from knowledge.questions.models import Question
from people import worker
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo, register_todos
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


def todos(person: Person) -> list[Todo]:
    waiting = Question.objects.waiting_for(person).select_related("article")
    return [
        Todo(
            title=_("En fråga om ”%(title)s”") % {"title": question.article.title},
            text=_("Ett par meningar räcker. Vet du inte, säg vem som vet."),
            url=question.get_absolute_url(),
            button=_("Läs och svara"),
            area="kunskap",
            due=working_days_after(question.created_at.date(), 3),
        )
        for question in waiting[:3]
    ]


def register() -> None:
    parts.register()
    register_todos(todos)
    kinds.register(*KINDS)
    worker.register(worker.Job("unanswered questions", 3600, remind))
