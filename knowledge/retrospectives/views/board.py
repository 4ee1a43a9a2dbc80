"""The board of this week, who is there, and the step it is at."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import anonymity, clock, gathering, opening, writing
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.forms import ActionForm, CardForm
from knowledge.retrospectives.meeting import coming
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.steps import Step
from people.access import SignedInRequest, find, need, signed_in
from people.organisations.models import Team

TICKET = "ticket"
SHOWN_IN = {"card_form": Step.WRITE, "action_form": Step.TALK}


def own_team(request: SignedInRequest, team: int) -> Team:
    return find(request, Team.objects.of(request.user).select_related("unit"), pk=team)


def board_now(request: SignedInRequest, team: int) -> Retrospective | None:
    own = Retrospective.objects.visible_to(request.user).current().filter(team=team)
    return own.select_related("team__unit").first()


def own_board(request: SignedInRequest, team: int) -> Retrospective:
    """The board of one of one's own teams, or 404."""
    board = board_now(request, team)
    need(request, board is not None, "member of the team")
    assert board is not None
    return board


@signed_in
@require_safe
def board(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    found = board_now(request, where.pk)
    if found is None:
        members = where.memberships.count()
        enough = members >= anonymity.SMALLEST_TEAM
        context = {"team": where, "members": members, "may_be_anonymous": enough}
        context["is_leave"] = LeaveWeek.objects.holds(coming(where)[0])
        return render(request, "knowledge/retrospectives/open.html", context)
    if found.is_closed:
        return redirect("knowledge:full_stop", team)
    return show(request, found)


def new_card(board: Retrospective) -> CardForm:
    """An empty form that knows what it promises, and the key that its card will have."""
    return CardForm(initial={"key": anonymity.new_key(), "named": not board.hides_names})


def show(request: SignedInRequest, board: Retrospective, **more: Any) -> HttpResponse:
    seen = BoardSeen(board, request.user)
    context = {
        "board": board,
        "team": board.team,
        "seen": seen,
        "card_form": new_card(board),
        "action_form": ActionForm(members=seen.members) if board.is_revealed else None,
        **more,
    }
    refused = {name: form for name, form in more.items() if getattr(form, "errors", None)}
    for name, form in refused.items():
        if SHOWN_IN.get(name) != board.step:  # the team has gone on; say it all the same
            messages.error(request, first_fault(form))
    status = 422 if refused else 200
    return render(request, "knowledge/retrospectives/board.html", context, status=status)


def done(
    request: SignedInRequest,
    team: int,
    act: Callable[[], object],
    said: str = "",
    then: str = "knowledge:board",
) -> HttpResponse:
    """Do it and go back to the board; a refusal is said there in its own words."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        if said:
            messages.success(request, said)
    return redirect(then, team)


def refused(
    request: SignedInRequest, team: int, form: Form, then: str = "knowledge:board"
) -> HttpResponse:
    """Go back and say the form's first fault, where there is no room for all of them."""
    messages.error(request, first_fault(form))
    return redirect(then, team)


def first_fault(form: Form) -> str:
    return next(str(fault) for faults in form.errors.values() for fault in faults)


@signed_in
@require_POST
def open_board(request: SignedInRequest, team: int) -> HttpResponse:
    where, anonymous = own_team(request, team), request.POST.get("names") == "without"
    return done(
        request,
        team,
        lambda: opening.open_board(team=where, by=request.user, anonymous=anonymous),
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
        ticket = opening.attend(board=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("knowledge:board", team)
    answer = redirect("knowledge:board", team)
    if ticket:
        answer.set_cookie(
            TICKET,
            ticket,
            path=reverse("knowledge:board", args=[team]),
            secure=request.is_secure(),
            httponly=True,
            samesite="Strict",
        )
    return answer


@signed_in
@require_POST
def reveal(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    return done(request, team, lambda: writing.reveal(board=found, by=request.user))


@signed_in
@require_POST
def step(request: SignedInRequest, team: int) -> HttpResponse:
    found, wanted = own_board(request, team), request.POST.get("step", "")
    return done(
        request, team, lambda: gathering.go_to_step(board=found, by=request.user, step=wanted)
    )
