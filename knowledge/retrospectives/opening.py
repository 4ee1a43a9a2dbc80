"""A board opens, and members come in."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives import anonymity
from knowledge.retrospectives.formats import Columns
from knowledge.retrospectives.models import Action, Attendance, Retrospective, teams_of
from knowledge.retrospectives.steps import Step
from people.audit import record
from people.notices.actions import tell
from people.organisations.models import Team
from people.persons.models import Person


def must_belong(person: Person, team_id: int) -> None:
    if team_id not in teams_of(person):
        raise PermissionDenied("members only")


def locked(board: Retrospective, by: Person) -> Retrospective:
    """The board as it is stored, nobody else writing; not for others and not after the stop."""
    must_belong(by, board.team_id)
    board = Retrospective.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if board.is_closed:
        raise ValidationError(_("Ni har satt punkt. Tavlan är tom till måndag."))
    return board


@transaction.atomic
def open_board(
    *, team: Team, by: Person, anonymous: bool, columns: Columns | None = None
) -> Retrospective:
    """This week's board; the one that is there, if somebody was first or no stop was set.

    `columns` None: those that the team had last.
    """
    must_belong(by, team.pk)
    if anonymous and team.memberships.count() < anonymity.SMALLEST_TEAM:
        raise ValidationError(_("Lappar utan namn kräver ett team på minst fem."))
    waiting = Retrospective.objects.filter(team=team).open().first()
    if waiting:
        return waiting
    year, week, _weekday = timezone.localdate().isocalendar()
    columns = columns or Retrospective.objects.last_columns(team)
    step = Step.FOLLOW if Action.objects.waits_for(team) else Step.WRITE
    first = {"is_anonymous": anonymous, "step": step, **columns.stored}
    board, is_new = Retrospective.objects.get_or_create(
        team=team, year=year, week=week, defaults=first
    )
    if is_new:
        if anonymous:
            anonymity.make_slots(board)
        record("board opened", board, by=by, team=team.pk)
        others = team.members.exclude(pk=by.pk)
        url = reverse("knowledge:board", args=[team.pk])
        tell("board_opened", others, url=url, team=team.name)
    return board


@transaction.atomic
def attend(*, board: Retrospective, by: Person) -> str:
    """Come in. The first time one gets a ticket; after that an empty text."""
    board = locked(board, by)
    _row, is_new = Attendance.objects.get_or_create(retrospective=board, person=by)
    return anonymity.new_ticket(board) if is_new else ""
