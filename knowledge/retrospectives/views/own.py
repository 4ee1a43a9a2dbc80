"""Only one's own teams and their boards; everything else does not exist."""

from django.utils import timezone

from knowledge.retrospectives import door
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.seat import Seat
from people.access import SignedInRequest, find, need
from people.organisations.models import Team

TICKET = "ticket"


def own_team(request: SignedInRequest, team: int) -> Team:
    return find(
        request, Team.objects.of(request.user).select_related("unit", "organisation"), pk=team
    )


def own_board(request: SignedInRequest, team: int) -> Retrospective:
    """The board of one of one's own teams, or the one that had its full stop today; or 404."""
    board = door.board_now(team, request.user) or _stopped_today(request, team)
    need(request, board is not None, "member of the team")
    assert board is not None
    return board


def _stopped_today(request: SignedInRequest, team: int) -> Retrospective | None:
    """A board of last week, which is nobody's board of this week."""
    own = Retrospective.objects.visible_to(request.user)
    return own.filter(team__pk=team, closed_on=timezone.localdate()).first()


def seat_of(request: SignedInRequest, board: Retrospective) -> Seat:
    return Seat(board, request.user, request.COOKIES.get(TICKET, ""))
