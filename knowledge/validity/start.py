"""What the start page and the letters say about lessons that wait for a word."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.validity import reminding
from knowledge.validity.actions import reassign
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.organisations.leaving import when_somebody_leaves
from people.start.parts import Todo


def own_todo(number: int, title: str, due: date | None) -> Todo:
    """One task, however many lessons wait."""
    one = _("Stämmer din lärdom ”%(title)s” än?") % {"title": title}
    return Todo(
        title=one if number == 1 else _("Stämmer dina lärdomar än?"),
        text=_many(number),
        url=reverse("knowledge:reviews"),
        button=_("Läs och svara"),
        area="kunskap",
        due=due,
    )


def unit_todo(number: int) -> Todo:
    return Todo(
        title=_("Din enhet har lärdomar som ingen svarar för"),
        text=_many(number),
        url=reverse("knowledge:reviews") + "#enheten",
        button=_("Se och fördela"),
        area="kunskap",
    )


def _many(number: int) -> str:
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
    kinds.register(*KINDS)
    reminding.register_jobs()
    when_somebody_leaves(reassign)
