"""What everything on a board begins with: which one it is, and whether one may come in.

On a Friday afternoon they are asked for each card and each vote, so they are written once; see
`people/prepared.py`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, DateField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from knowledge.retrospectives.models import Attendance, Retrospective
from people.organisations.models import TeamMembership
from people.persons.models import Person
from people.prepared import Given, Prepared


def _for_member(boards: QuerySet[Retrospective]) -> QuerySet[Retrospective]:
    """Those of teams that one is in today: the same as `visible_to`."""
    members = TeamMembership.objects.today(Given("today", DateField()))
    return boards.filter(Exists(members.filter(person=Given("person"), team=OuterRef("team"))))


def _now() -> QuerySet[Retrospective]:
    now = Retrospective.objects.current(Given("year"), Given("week")).filter(team=Given("team"))
    return _for_member(now.select_related("team__unit", "team__organisation"))[:1]


def _to_change() -> QuerySet[Retrospective]:
    one = Retrospective.objects.filter(pk=Given("board"))
    return _for_member(one).select_for_update(of=("self",))


def _to_draw() -> QuerySet[Retrospective]:
    inside = TeamMembership.objects.today(Given("today", DateField())).filter(team=OuterRef("team"))
    this_board = OuterRef(OuterRef("pk"))
    seated = Attendance.objects.filter(retrospective=this_board, person=OuterRef("person"))
    board = Retrospective.objects.filter(pk=Given("board")).select_related("team", "marks")
    return board.annotate(
        headcount=_number(inside.values("team")),
        here=_number(inside.filter(Exists(seated)).values("team")),
    )


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    counted = rows.order_by().annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted), 0)


_board_now, _board_to_change, _board_to_draw = (
    Prepared(make) for make in (_now, _to_change, _to_draw)
)


def _asking(person: Person) -> dict[str, Any]:
    return {"person": person.pk, "today": timezone.localdate()}


def board_now(team: int, person: Person) -> Retrospective | None:
    """The team's board now, as `current` says; None for who is not in the team today."""
    year, week, _weekday = timezone.localdate().isocalendar()
    found = _board_now.objects(team=team, year=year, week=week, **_asking(person))
    return found[0] if found else None


def board_to_draw(board: int) -> Any:
    """With `headcount` and `here`: how many the team has, and how many have come in. Or None."""
    found = _board_to_draw.objects(board=board, today=timezone.localdate())
    return found[0] if found else None


def board_to_change(board: int, person: Person) -> Retrospective | None:
    """The board as it is stored, locked to others; None for who is not in the team today.

    Those who look at it are told that there is something new.
    """
    found = _board_to_change.objects(board=board, **_asking(person))
    if found and not found[0].is_closed:
        Retrospective.objects.filter(pk=board).note_change()
        found[0].changes += 1
    return found[0] if found else None
