"""What all members see alike, as it goes to their browsers."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone, translation

from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.door import board_to_draw
from knowledge.retrospectives.models import Retrospective
from people.organisations.models import TeamMembership
from people.signin.models import SignIn

TEMPLATE = "knowledge/retrospectives/_live.html"
OVER = {"frame": "", "html": ""}  # no page is right for it


class Shown(NamedTuple):
    """A board in a language: everybody who looks at it sees the same."""

    board: int
    language: str


class Drawn(NamedTuple):
    """`changes` is the board's count when it was drawn, None for a board that is gone."""

    changes: int | None
    event: bytes


def versions(boards: Collection[int]) -> dict[int, int]:
    """How often each of them has changed."""
    found = Retrospective.objects.filter(pk__in=boards)
    return dict(found.values_list("pk", "changes"))


def draw(shown: Shown, changes: int | None) -> Drawn:
    found = board_to_draw(shown.board)
    told = OVER
    if found:
        with translation.override(shown.language):
            told = picture(BoardSeen(found, here=found.here, headcount=found.headcount))
    return Drawn(changes, f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode())


def picture(seen: BoardSeen) -> dict[str, str]:
    """The parts that change, drawn for nobody in particular: without names that some may not see.

    `frame` tells whether the page around them is still the right one.
    """
    if seen.board.is_closed:
        return OVER
    context = {"board": seen.board, "team": seen.board.team, "seen": seen}
    return {"frame": seen.frame, "html": render_to_string(TEMPLATE, context)}


def still_may(asked: Collection[tuple[Shown, int, str]]) -> set[tuple[Shown, int, str]]:
    """Of these boards, persons and sign-ins: who is in the team today and whose sign-in holds."""
    boards = Retrospective.objects.filter(pk__in={shown.board for shown, _who, _by in asked})
    teams = dict(boards.values_list("pk", "team"))
    members = TeamMembership.objects.today().filter(team__in=set(teams.values()))
    there = set(members.values_list("team", "person"))
    held = SignIn.objects.filter(handle__in={by for _shown, _who, by in asked})
    holds = set(held.filter(expire_date__gt=timezone.now()).values_list("handle", flat=True))
    return {
        (shown, who, by)
        for shown, who, by in asked
        if (teams.get(shown.board), who) in there and by in holds
    }
