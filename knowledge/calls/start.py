"""What the start page says about calls."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.calls.models import Call
from knowledge.calls.notices import KINDS
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo, register_todos


def todos(person: Person) -> list[Todo]:
    """Where others wait for an answer."""
    if not person.belonging.connected:
        return []
    calls = Call.objects.visible_to(person).with_waiting(person).select_related("article")
    return [
        Todo(
            title=_("Någon vill prova ”%(title)s” med er") % {"title": call.article.title},
            text=ngettext(
                "%(number)s organisation väntar på svar.",
                "%(number)s organisationer väntar på svar.",
                vars(call)["waiting"],
            )
            % {"number": vars(call)["waiting"]},
            url=call.get_absolute_url(),
            button=_("Läs och svara"),
            area="kunskap",
            due=call.deadline,
        )
        for call in calls.soonest()[:3]
    ]


def register() -> None:
    register_todos(todos)
    kinds.register(*KINDS)
