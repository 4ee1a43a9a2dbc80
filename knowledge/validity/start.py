"""What the start page and the letters say about lessons that wait for a word."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.articles.models import ArticlePage
from knowledge.validity import reminding, waiting
from knowledge.validity.actions import reassign
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.organisations.leaving import when_somebody_leaves
from people.persons.models import Person
from people.start.parts import Todo, register_todos

FEW = 30


def todos(person: Person) -> list[Todo]:
    return [*_own(person), *_units(person)]


def _own(person: Person) -> list[Todo]:
    """One task, however many lessons wait."""
    lessons = _first(waiting.own(person).filter(waiting.due(within=0)))
    if not lessons:
        return []
    if len(lessons) == 1:
        title = _("Stämmer din lärdom ”%(title)s” än?") % {"title": lessons[0].title}
    else:
        title = _("Stämmer dina lärdomar än?")
    return [
        Todo(
            title=title,
            text=_many(len(lessons)),
            url=reverse("knowledge:reviews"),
            button=_("Läs och svara"),
            area="kunskap",
            due=lessons[0].review_on,
        )
    ]


def _units(person: Person) -> list[Todo]:
    lessons = _first(waiting.of_units(person))
    if not lessons:
        return []
    return [
        Todo(
            title=_("Din enhet har lärdomar som ingen svarar för"),
            text=_many(len(lessons)),
            url=reverse("knowledge:reviews") + "#enheten",
            button=_("Se och fördela"),
            area="kunskap",
        )
    ]


def _first(lessons: QuerySet[ArticlePage]) -> list[ArticlePage]:
    return list(lessons.order_by("review_on", "pk")[:FEW])


def _many(number: int) -> str:
    if number == FEW:
        return _("Minst %(number)s lärdomar väntar på ett ord.") % {"number": number}
    text = ngettext(
        "%(number)s lärdom väntar på ett ord.", "%(number)s lärdomar väntar på ett ord.", number
    )
    return text % {"number": number}


KINDS = (
    NoticeKind(
        "lessons_to_confirm",
        gettext_lazy("Mina lärdomar behöver kontrolleras"),
        gettext_lazy("Gäller dina lärdomar än? Antal att svara om: %(number)s."),
    ),
    NoticeKind(
        "lessons_unanswered",
        gettext_lazy("Min enhets lärdomar har inte kontrollerats"),
        gettext_lazy("Ingen har svarat om enhetens lärdomar gäller. Antal: %(number)s."),
    ),
    NoticeKind(
        "lessons_left",
        gettext_lazy("Min enhet har fått ta över lärdomar"),
        gettext_lazy("Någon har slutat eller bytt enhet. Lärdomar att ta över: %(number)s."),
    ),
    NoticeKind(
        "lesson_given",
        gettext_lazy("Jag har fått ansvar för en lärdom"),
        gettext_lazy("Du svarar nu för om en lärdom gäller."),
    ),
)


def register() -> None:
    register_todos(todos)
    kinds.register(*KINDS)
    reminding.register_jobs()
    when_somebody_leaves(reassign)
