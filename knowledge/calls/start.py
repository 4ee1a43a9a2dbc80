"""What the start page says about calls."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.calls import in_networks
from knowledge.calls.leads import CALLS
from knowledge.calls.models import Call, waiting_on
from knowledge.calls.notices import KINDS
from knowledge.shelf.following import rows_follow
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo
from people.start.waiting import Row, Waiting, register_waiting, rows_of
from search import leads


def answers_due(person: Person) -> QuerySet[Any, Any]:
    """Calls where others wait for an answer, and how many."""
    calls = Call.objects.visible_to(person).waiting_for(person)
    return rows_of(
        "call",
        calls.soonest(),
        title=F("article__title"),
        due=F("deadline"),
        number=Subquery(waiting_on(OuterRef("pk"))),
    )


def to_answer(row: Row) -> Todo:
    return Todo(
        title=_("Någon vill prova ”%(title)s” med er") % {"title": row.title},
        text=ngettext(
            "%(number)s organisation väntar på svar.",
            "%(number)s organisationer väntar på svar.",
            row.number,
        )
        % {"number": row.number},
        url=reverse("knowledge:call", args=[row.pk]),
        button=_("Läs och svara"),
        area="kunskap",
        due=row.due,
    )


def register() -> None:
    in_networks.register()
    rows_follow("calls", Call, words=True)
    register_waiting(Waiting("call", answers_due, to_answer))
    kinds.register(*KINDS)
    leads.register(CALLS)
