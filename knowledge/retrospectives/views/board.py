"""The board of this week, who is there, and the step it is at."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import anonymity, clock, door, gathering, opening, writing
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.board_forms import ColumnsForm, MoodForm, OpenForm
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.forms import ActionForm, CardForm
from knowledge.retrospectives.meeting import coming
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.views.answers import done
from knowledge.retrospectives.views.own import (
    drop_tickets,
    keep_ticket,
    own_board,
    own_team,
    seat_of,
)
from people.access import SignedInRequest, signed_in
from people.organisations.models import Team
from people.typed import key_in


@signed_in
@require_safe
def board(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    found = door.board_now(where.pk, request.user)
    if found is None:
        return to_open(request, where, new_columns(where))
    answer = redirect("knowledge:full_stop", team) if found.is_closed else show(request, found)
    if found.is_revealed or found.is_closed:
        drop_tickets(answer, request, team)
    return answer


def new_columns(team: Team, sent: QueryDict | None = None) -> OpenForm:
    """Says first what the team had last."""
    return OpenForm(sent, columns=Retrospective.objects.last_columns(team))


def to_open(request: SignedInRequest, team: Team, form: OpenForm) -> HttpResponse:
    members = team.people.count()
    enough = members >= anonymity.SMALLEST_TEAM
    context = {"team": team, "members": members, "may_be_anonymous": enough, "form": form}
    context["is_leave"] = LeaveWeek.objects.holds(coming(team)[0])
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/open.html", context, status=status)


def new_card(board: Retrospective) -> CardForm:
    """An empty form that knows what it promises, and the key that its card will have."""
    seen = {"named": not board.hides_names, "columns": board.chosen_columns.fingerprint}
    return CardForm(initial={"key": anonymity.new_key(), **seen})


def show(request: SignedInRequest, board: Retrospective) -> HttpResponse:
    seen, seat = BoardSeen(board), seat_of(request, board)
    context = {
        "board": board,
        "team": board.team,
        "seen": seen,
        "seat": seat,
        "card_form": new_card(board),
        "columns_form": ColumnsForm(columns=board.chosen_columns),
        "mood_form": MoodForm() if seen.asks_mood and seat.may_answer_mood else None,
        "action_form": ActionForm(members=seen.members, by=request.user)
        if board.is_revealed
        else None,
    }
    return render(request, "knowledge/retrospectives/board.html", context)


@signed_in
@require_POST
def open_board(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    form = new_columns(where, request.POST)
    if not form.is_valid():
        return to_open(request, where, form)
    anonymous, columns = form.cleaned_data["names"] == "without", form.columns
    return done(
        request,
        team,
        lambda: opening.open_board(
            team=where, by=request.user, anonymous=anonymous, columns=columns
        ),
    )


@signed_in
@require_POST
def begin(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    return done(request, team, lambda: clock.begin(board=found, by=request.user))


@signed_in
@require_POST
def drop_names(request: SignedInRequest, team: int) -> HttpResponse:
    found, said = own_board(request, team), _("Nu skriver ni utan namn.")
    return done(request, team, lambda: opening.drop_names(board=found, by=request.user), said)


@signed_in
@require_POST
def attend(request: SignedInRequest, team: int) -> HttpResponse:
    """The ticket goes to the browser alone, and is sent back to this board's pages alone."""
    found = own_board(request, team)
    try:
        once = key_in(request.POST.get("once", ""))
        ticket = opening.attend(board=found, by=request.user, once=once)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("knowledge:board", team)
    answer = redirect("knowledge:board", team)
    if ticket:
        keep_ticket(answer, request, found, ticket)
    return answer


@signed_in
@require_POST
def reveal(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    return done(request, team, lambda: writing.reveal(board=found, by=request.user))


@signed_in
@require_POST
def step(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    asked = {name: request.POST.get(name, "") for name in ("step", "at")}
    return done(request, team, lambda: gathering.go_to_step(board=found, by=request.user, **asked))
