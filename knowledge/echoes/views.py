"""A team lets something echo; colleagues who hear it write about it together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.actions import AlreadyPublished
from knowledge.echoes import joining, sharing
from knowledge.echoes.forms import ShareForm
from knowledge.echoes.models import Echo
from knowledge.retrospectives import door
from knowledge.retrospectives.views.answers import done
from knowledge.retrospectives.views.own import own_team
from people.access import SignedInRequest, either, find, signed_in


@signed_in
@either
def share(request: SignedInRequest, team: int) -> HttpResponse:
    """After the full stop. Without script and after a fault the choice is a page of its own."""
    own = own_team(request, team)
    if (labels := sharing.choice_of(own)) is None:
        return not_now(request, team)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        then = page_with_the_choice(request, team)
        chosen = form.cleaned_data
        return done(
            request, team, lambda: sharing.share(team=own, by=request.user, **chosen), then=then
        )
    context = {"team": own, "form": form, "labels": labels}
    status = 422 if form.errors else 200
    return render(request, "knowledge/echoes/share.html", context, status=status)


def not_now(request: SignedInRequest, team: int) -> HttpResponse:
    """What was sent from an old page is refused in words; who only looks is led on."""
    has_board = door.board_now(team, request.user) is not None
    if request.method == "POST":
        messages.error(request, _("Sätt punkt först."))
    return redirect("knowledge:full_stop" if has_board else "knowledge:planning", team)


@signed_in
@require_POST
def take_back(request: SignedInRequest, team: int) -> HttpResponse:
    own, then = own_team(request, team), page_with_the_choice(request, team)
    return done(request, team, lambda: sharing.take_back(team=own, by=request.user), then=then)


def page_with_the_choice(request: SignedInRequest, team: int) -> str:
    """Where the team has just set its full stop; its own page when that was earlier."""
    board = door.board_now(team, request.user)
    return "knowledge:full_stop" if board and board.is_closed else "knowledge:planning"


@signed_in
@require_safe
def echo(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Echo.objects.visible_to(request.user).select_related("organisation")
    found = find(request, seen, pk=pk)
    joined = list(joining.shown(found))
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
    try:
        draft = joining.write(echo=found, by=request.user)
    except AlreadyPublished as done_before:
        return redirect(done_before.article)
    return redirect("knowledge:draft", draft.pk)
