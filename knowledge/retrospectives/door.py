"""The two questions that everything on a board begins with: which one, and may one come in.

On a Friday afternoon they are asked for each card and each vote, so they are written once; see
`people/prepared.py`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.steps import Step
from people.organisations.models import TeamMembership
from people.persons.models import Person
from people.prepared import Given, Prepared


def _for_member(boards: QuerySet[Retrospective]) -> QuerySet[Retrospective]:
    """Those of teams that one is in today: the same as `visible_to`."""
    members = TeamMembership.objects.today(Given("today", DateField()))
    return boards.filter(Exists(members.filter(person=Given("person"), team=OuterRef("team"))))


def _now() -> QuerySet[Retrospective]:
    of_team = Retrospective.objects.filter(team=Given("team")).select_related(
        "team__unit", "team__organisation"
    )
    here = Q(year=Given("year"), week=Given("week"))
    now = of_team.filter(here | ~Q(step=Step.CLOSED)).order_by("year", "week")
    return _for_member(now)[:1]


def _to_change() -> QuerySet[Retrospective]:
    one = Retrospective.objects.filter(pk=Given("board"))
    return _for_member(one).select_for_update(of=("self",))


_board_now, _board_to_change = Prepared(_now), Prepared(_to_change)


def _asking(person: Person) -> dict[str, Any]:
    return {"person": person.pk, "today": timezone.localdate()}


def board_now(team: int, person: Person) -> Retrospective | None:
    """The team's board now, as `current` says; None for who is not in the team today."""
    year, week, _weekday = timezone.localdate().isocalendar()
    found = _board_now.objects(team=team, year=year, week=week, **_asking(person))
    return found[0] if found else None


def board_to_change(board: int, person: Person) -> Retrospective | None:
    """The board as it is stored, locked to others; None for who is not in the team today.

    Those who look at it are told that there is something new.
    """
    found = _board_to_change.objects(board=board, **_asking(person))
    if found and not found[0].is_closed:
        Retrospective.objects.filter(pk=board).update(changes=F("changes") + 1)
        found[0].changes += 1
    return found[0] if found else None
