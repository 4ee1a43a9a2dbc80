"""What waits for a person on the start page about lessons, asked for in one question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from knowledge.recommending import start as recommending
from knowledge.recommending.models import to_review
from knowledge.reports import start as reports
from knowledge.reports.models import Report
from knowledge.validity import start as validity
from knowledge.validity import waiting
from people.persons.models import Person
from people.start.parts import Todo, register_todos


def number(rows: Any) -> Any:
    """How many rows, as a part of another question."""
    together = rows.order_by().annotate(all=Value(1)).values("all")
    counted = together.annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def todos(person: Person) -> list[Todo]:
    if not person.belonging.organisations:
        return []
    own = waiting.own(person).filter(waiting.due(within=0)).order_by("review_on", "pk")
    asked = Report.objects.to_answer(person)
    facts: dict[str, Any] = {
        "own": number(own),
        "title": Subquery(own.values("title")[:1]),
        "due": Subquery(own.values("review_on")[:1]),
        "reports": number(asked),
        "report_due": Subquery(asked.order_by("answer_by").values("answer_by")[:1]),
    }
    if person.belonging.roles:
        facts["units"] = number(waiting.of_units(person))
        facts["to_review"] = number(to_review(person))
    found = Person.objects.filter(pk=person.pk).values(**facts).get()
    return list(_made(found))


def _made(found: dict[str, Any]) -> Iterator[Todo]:
    if found["own"]:
        yield validity.own_todo(found["own"], found["title"], found["due"])
    if found.get("units"):
        yield validity.unit_todo(found["units"])
    if found["reports"]:
        yield reports.todo(found["reports"], found["report_due"])
    if found.get("to_review"):
        yield recommending.todo(found["to_review"])


def register() -> None:
    register_todos(todos)
