"""What everything on a board begins with: which one it is, and whether one may come in.

On a Friday afternoon they are asked for each card and each vote, so they are written once; see
`people/prepared.py`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Exists, OuterRef, QuerySet
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
    return Retrospective.objects.filter(pk=Given("board")).select_related("team", "marks")


def _seats() -> QuerySet[Any, Any]:
    """Those in the team today, with whether they have come in."""
    inside = TeamMembership.objects.today(Given("today", DateField())).filter(team=Given("team"))
    seated = Attendance.objects.filter(retrospective=Given("board"), person=OuterRef("person"))
    return inside.annotate(is_here=Exists(seated)).values("is_here")


_board_now, _board_to_change, _board_to_draw = (
    Prepared(make) for make in (_now, _to_change, _to_draw)
)
_seats_of = Prepared(_seats)


def _asking(person: Person) -> dict[str, Any]:
    return {"person": person.pk, "today": timezone.localdate()}


def board_now(team: int, person: Person) -> Retrospective | None:
    """The team's board now, as `current` says; None for who is not in the team today."""
    year, week, _weekday = timezone.localdate().isocalendar()
    found = _board_now.objects(team=team, year=year, week=week, **_asking(person))
    return found[0] if found else None


def board_to_draw(board: int) -> Any:
    """With `headcount` and `here`: how many the team has, and how many have come in. Or None."""
    found = _board_to_draw.objects(board=board)
    if not found:
        return None
    seats = _seats_of.rows(board=board, team=found[0].team_id, today=timezone.localdate())
    drawn: Any = found[0]
    drawn.headcount, drawn.here = len(seats), sum(is_here for (is_here,) in seats)
    return drawn


def board_to_change(board: int, person: Person) -> Retrospective | None:
    """The board as it is stored, locked to others; None for who is not in the team today.

    Those who look at it are told that there is something new.
    """
    found = _board_to_change.objects(board=board, **_asking(person))
    if found and not found[0].is_closed:
        Retrospective.objects.filter(pk=board).note_change()
        found[0].changes += 1
    return found[0] if found else None
