"""Themes: cards gathered, votes given, a lesson begun."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.retrospectives import gathering
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.forms import GatherForm
from knowledge.retrospectives.proposals import lessons
from knowledge.retrospectives.views.answers import done, refused
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, find, signed_in
from people.typed import key_in


@signed_in
@require_POST
def gather(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = GatherForm(request.POST, board=found)
    if not form.is_valid():
        return refused(request, team, form)
    chosen, label = list(form.cleaned_data["cards"]), form.cleaned_data["label"]
    return done(
        request,
        team,
        lambda: gathering.gather(board=found, by=request.user, cards=chosen, label=label),
    )


@signed_in
@require_POST
def vote(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    found = own_board(request, team)
    theme = find(request, Theme.objects.filter(retrospective=found), pk=pk)
    return done(request, team, lambda: gathering.vote(board=found, by=request.user, theme=theme))


@signed_in
@require_POST
def vote_for_card(request: SignedInRequest, team: int) -> HttpResponse:
    found, key = own_board(request, team), key_in(request.POST.get("card", ""))
    card = find(request, found.cards.shown(), key=key)
    return done(
        request, team, lambda: gathering.vote_for_card(board=found, by=request.user, card=card)
    )


@signed_in
@require_POST
def start_lesson(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    found = own_board(request, team)
    themes = Theme.objects.filter(retrospective=found).select_related("retrospective__team")
    try:
        made = lessons.propose_lesson(theme=find(request, themes, pk=pk), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("knowledge:board", team)
    if not made.is_waiting:
        messages.info(request, _("Temat har redan varit ett utkast."))
        return redirect("knowledge:board", team)
    if made.writer_id != request.user.pk or made.draft_id is None:
        return redirect("knowledge:lesson_proposal", team, made.pk)
    messages.success(request, _("Temat är ett utkast nu. Teamet kan läsa det medan du skriver."))
    return redirect("knowledge:draft", made.draft_id)
