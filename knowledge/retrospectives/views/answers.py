"""What one gets back when something has been done on a board, or could not be."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from knowledge.retrospectives.forms import CardForm
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.proposals.models import Proposal
from knowledge.retrospectives.views.own import board_if_any, own_team, seat_of
from people.access import SignedInRequest
from people.organisations.models import Team

BOARD = "knowledge:board"


def done(
    request: SignedInRequest,
    team: int,
    act: Callable[[], object],
    said: str = "",
    then: str = BOARD,
) -> HttpResponse:
    """Do it and go back to the board; a refusal is said there in its own words."""
    try:
        act()
    except ValidationError as refusal:
        return back(request, team, refused=refusal.messages[0], then=then)
    return back(request, team, said=said, then=then)


def back(
    request: SignedInRequest, team: int, said: str = "", refused: str = "", then: str = BOARD
) -> HttpResponse:
    """To the page, or to the script that sent the form and lets the page stand as it is."""
    if not request.accepts("text/html"):
        return JsonResponse({"said": refused or said, "refused": bool(refused)})
    if said or refused:
        say = messages.error if refused else messages.success
        say(request, refused or said)
    return redirect(then, team)


def refused(request: SignedInRequest, team: int, form: Form, then: str = BOARD) -> HttpResponse:
    """Go back and say the form's first fault, where there is no room for all of them."""
    return back(request, team, refused=first_fault(form), then=then)


def first_fault(form: Form) -> str:
    return next(str(fault) for faults in form.errors.values() for fault in faults)


def give_back(request: SignedInRequest, board: Retrospective, card_form: CardForm) -> HttpResponse:
    """A card that could not be kept comes back on its own page, wherever the board is by now."""
    context = {"board": board, "team": board.team, "seat": seat_of(request, board)}
    context |= {"card_form": card_form}
    return render(request, "knowledge/retrospectives/unsent.html", context, status=422)


def too_late(request: SignedInRequest, team: int, form: Form) -> HttpResponse:
    """The team set its full stop while one wrote. The text is given back, and kept nowhere."""
    where, board = own_team(request, team), board_if_any(request, team)
    context = {"team": where, "board": board, "form": form}
    return render(request, "knowledge/retrospectives/late.html", context, status=409)


def not_sent(
    request: SignedInRequest, team: Team, form: Form, button: str, then: str = BOARD
) -> HttpResponse:
    """Any other form comes back on a page of its own, with its faults and all that was written.

    Without a `button` it is only to read.
    """
    context = {"team": team, "form": form, "button": button, "then": then}
    return render(request, "knowledge/retrospectives/not_sent.html", context, status=422)


def decided(
    request: SignedInRequest, proposal: Proposal, act: Callable[..., None], said: str
) -> HttpResponse:
    """Do it to the proposal and go back to it; that it is too late for that is said there."""
    try:
        act(proposal=proposal, by=request.user)
    except ValidationError as refusal:
        messages.info(request, refusal.messages[0])
    else:
        messages.success(request, said)
    return redirect(proposal)
