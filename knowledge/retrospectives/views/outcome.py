"""The full stop, and what teams have published after it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import closing
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.outcome import RetrospectivePage, is_own, retract_outcome
from knowledge.retrospectives.planning.ahead import this_week
from knowledge.retrospectives.proposals.models import LessonProposal
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, anyone, either, find, need, signed_in
from people.once import once
from people.paging import page_of
from people.typed import number_in

PAGE = 25


def left_behind(request: SignedInRequest) -> set[int]:
    """Themes that stood on the page and were not kept; one made meanwhile is not among them."""
    shown, kept = (_numbers(request, name) for name in ("theme", "keep"))
    return shown - kept


def _numbers(request: SignedInRequest, name: str) -> set[int]:
    sent = (number_in(pk, digits=18) for pk in request.POST.getlist(name))
    return {pk for pk in sent if pk is not None}


@signed_in
@either
def full_stop(request: SignedInRequest, team: int) -> HttpResponse:
    """GET says what is kept and what is erased; POST does it; after that the sun has set."""
    board = own_board(request, team)
    if request.method == "POST":
        try:
            closing.set_full_stop(board=board, by=request.user, forget=left_behind(request))
        except ValidationError as refusal:
            messages.info(request, refusal.messages[0])
        return redirect("knowledge:full_stop", team)
    seen = BoardSeen(board)
    template = "stopped.html" if board.is_closed else "stop.html"
    drafts = LessonProposal.objects.visible_to(request.user).filter(team=board.team).to_read()
    week = dict(this_week([board.team]))[board.team]
    context = {"board": board, "team": board.team, "seen": seen, "proposals": drafts, "week": week}
    return render(request, f"knowledge/retrospectives/{template}", context)


@anyone
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    seen = RetrospectivePage.objects.visible_to(request.user).with_frame()
    page = page_of(request, seen.order_by("-first_published_at", "-pk"), PAGE)
    return render(request, "knowledge/retrospectives/outcomes.html", {"page": page})


@anyone
@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    seen = RetrospectivePage.objects.visible_to(request.user).with_frame()
    page = find(request, seen, pk=pk)
    context = {"page": page, "is_ours": is_own(page, request.user)}
    return render(request, "knowledge/retrospectives/outcome.html", context)


@signed_in
@require_POST
def retract(request: SignedInRequest, pk: int) -> HttpResponse:
    return once(request, lambda: retracted(request, pk))


def retracted(request: SignedInRequest, pk: int) -> str:
    page = find(request, RetrospectivePage.objects.visible_to(request.user), pk=pk)
    need(request, is_own(page, request.user), "member of the team that wrote it")
    retract_outcome(page=page, by=request.user)
    messages.success(request, _("Återblicken är tillbakadragen. Ingen ser att det var du."))
    return reverse("knowledge:outcomes")
