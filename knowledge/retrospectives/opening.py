"""A board opens, and members come in."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives import anonymity, door
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
    found = door.board_to_change(board.pk, by)
    if found is None:
        raise PermissionDenied("members only")
    if found.is_closed:
        raise ValidationError(_("Ni har satt punkt. Tavlan är tom till måndag."))
    return found


def must_be_enough(team: Team) -> None:
    if team.people.count() < anonymity.SMALLEST_TEAM:
        raise ValidationError(_("Lappar utan namn kräver ett team på minst fem."))


@transaction.atomic
def open_board(
    *, team: Team, by: Person, anonymous: bool, columns: Columns | None = None
) -> Retrospective:
    """`columns` None: those that the team had last."""
    must_belong(by, team.pk)
    if anonymous:
        must_be_enough(team)
    return open_week(team=team, by=by, anonymous=anonymous, columns=columns)


@transaction.atomic
def open_week(
    *, team: Team, by: Person | None, anonymous: bool, columns: Columns | None = None
) -> Retrospective:
    """This week's board; the one that is there, if somebody was first or no stop was set."""
    waiting = Retrospective.objects.open_in(team.pk).first()
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
        _make_ready(board, by)
    return board


def _make_ready(board: Retrospective, by: Person | None) -> None:
    if board.is_anonymous:
        anonymity.make_slots(board)
    record("board opened", board, by=by, team=board.team_id)
    others = board.team.people.exclude(pk=by.pk) if by else board.team.people
    url = reverse("knowledge:board", args=[board.team_id])
    tell("board_opened", others, url=url, team=board.team.name)


@transaction.atomic
def drop_names(*, board: Retrospective, by: Person) -> None:
    """Without names from now on, as long as nobody has written. There is no way back.

    Whoever is in has a ticket already; a second one would count twice.
    """
    board = locked(board, by)
    if board.is_anonymous:
        return
    must_be_enough(board.team)
    if board.is_revealed or board.cards.exists():
        raise ValidationError(_("Det finns lappar med namn. Välj utan namn nästa vecka i stället."))
    board.is_anonymous = True
    board.save(update_fields=["is_anonymous"])
    anonymity.make_slots(board)
    record("names dropped", board, by=by, team=board.team_id)


@transaction.atomic
def attend(*, board: Retrospective, by: Person, once: UUID | None = None) -> str:
    """Come in. The first time one gets a ticket, the same for the same form; else an empty text."""
    board = locked(board, by)
    _row, is_new = Attendance.objects.get_or_create(retrospective=board, person=by)
    if board.is_revealed:
        return ""
    return anonymity.give_ticket(board, once, is_new=is_new)
