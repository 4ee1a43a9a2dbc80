"""A team lets something echo; colleagues who hear it write about it together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.echoes import joining, sharing
from knowledge.echoes.forms import ShareForm
from knowledge.echoes.models import Echo
from knowledge.retrospectives.views.answers import done
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, either, find, signed_in
from people.once import once
from people.ordering import by_name


@signed_in
@either
def share(request: SignedInRequest, team: int) -> HttpResponse:
    """After the full stop. Without script and after a fault the choice is a page of its own."""
    board = own_board(request, team)
    if not board.is_closed:
        return redirect("knowledge:full_stop", team)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sharing.share(board=board, by=request.user, **form.cleaned_data)
        return redirect("knowledge:full_stop", team)
    context = {"board": board, "team": board.team, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/echoes/share.html", context, status=status)


@signed_in
@require_POST
def take_back(request: SignedInRequest, team: int) -> HttpResponse:
    board, then = own_board(request, team), "knowledge:full_stop"
    return done(request, team, lambda: sharing.take_back(board=board, by=request.user), then=then)


@signed_in
@require_safe
def echo(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Echo.objects.visible_to(request.user).select_related("organisation")
    found = find(request, seen, pk=pk)
    rows = found.joinings.select_related("person").order_by("-is_writing", by_name("person__name"))
    joined = list(rows)
    mine = next((one for one in joined if one.person_id == request.user.pk), None)
    context = {"echo": found, "joined": joined, "mine": mine}
    return render(request, "knowledge/echoes/echo.html", context)


@signed_in
@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    found = find(request, Echo.objects.visible_to(request.user), pk=pk)
    joining.join(echo=found, by=request.user)
    messages.success(request, _("Du är med. Ditt namn står här, så att ni hittar varandra."))
    return redirect(found)


@signed_in
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    found = find(request, Echo.objects.visible_to(request.user), pk=pk)
    joining.leave(echo=found, by=request.user)
    messages.success(request, _("Ditt namn är borttaget."))
    return redirect(found)


@signed_in
@require_POST
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    found = find(request, Echo.objects.visible_to(request.user), pk=pk)

    def begin() -> str:
        draft = joining.write(echo=found, by=request.user)
        return reverse("knowledge:draft", args=[draft.pk])

    return once(request, begin)
