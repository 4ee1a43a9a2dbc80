"""Only one's own teams and their boards; everything else does not exist."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from knowledge.retrospectives import door
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.seat import Seat, own_name
from people.access import SignedInRequest, find, need
from people.organisations.models import Team
from people.persons.models import Person

TICKET = "ticket"


def ticket_name(person: Person, team: int) -> str:
    """Each who uses a shared browser has their own; next week's takes the place of this week's."""
    return f"{TICKET}-{own_name(person, f'ticket {team}')[:12]}"


def ticket_of(request: SignedInRequest, team: int) -> str:
    return request.COOKIES.get(ticket_name(request.user, team), "")


def keep_ticket(
    answer: HttpResponse, request: SignedInRequest, board: Retrospective, ticket: str
) -> None:
    """In this browser alone, for this team's pages alone, as long as the board can be open."""
    days = (board.erased_by - timezone.localdate()).days + 1
    answer.set_cookie(
        ticket_name(request.user, board.team_id),
        ticket,
        max_age=timedelta(days=max(days, 1)),
        path=reverse("knowledge:board", args=[board.team_id]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )


def drop_tickets(answer: HttpResponse, request: SignedInRequest, team: int) -> None:
    """All that this browser has for the team, whosever they are: no use once cards are shown."""
    for name in request.COOKIES:
        if name.startswith(TICKET):
            answer.delete_cookie(name, reverse("knowledge:board", args=[team]), samesite="Strict")


def own_team(request: SignedInRequest, team: int) -> Team:
    return find(
        request, Team.objects.of(request.user).select_related("unit", "organisation"), pk=team
    )


def own_board(request: SignedInRequest, team: int) -> Retrospective:
    """The board of one of one's own teams, or the one that had its full stop today; or 404."""
    return must_be_there(request, board_if_any(request, team))


def must_be_there(request: SignedInRequest, board: Retrospective | None) -> Retrospective:
    need(request, board is not None, "member of the team")
    assert board is not None
    return board


def board_if_any(request: SignedInRequest, team: int) -> Retrospective | None:
    """The same; None where the team has none now, and for who is not in it."""
    return door.board_now(team, request.user) or _stopped_today(request, team)


def _stopped_today(request: SignedInRequest, team: int) -> Retrospective | None:
    """A board of last week, which is nobody's board of this week."""
    own = Retrospective.objects.visible_to(request.user)
    return own.filter(team__pk=team, closed_on=timezone.localdate()).first()


def seat_of(request: SignedInRequest, board: Retrospective) -> Seat:
    return Seat(board, request.user, ticket_of(request, board.team_id))
