"""What the team does next: added on the board, followed up on a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import follow_up
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.forms import ActionForm, FinishForm
from knowledge.retrospectives.models import Action
from knowledge.retrospectives.views.board import done, own_board, own_team, refused, show
from people.access import SignedInRequest, find, signed_in

PAGE, BOARD = "knowledge:team_actions", "knowledge:board"


@signed_in
@require_POST
def add_action(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = ActionForm(request.POST, members=BoardSeen(found).members)
    if not form.is_valid():
        return show(request, found, action_form=form)
    return done(
        request,
        team,
        lambda: follow_up.add_action(board=found, by=request.user, **form.cleaned_data),
        _("Åtgärden är antecknad."),
    )


@signed_in
@require_POST
def finish_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    then = BOARD if request.POST.get("back") else PAGE
    form = FinishForm(request.POST)
    if not form.is_valid():
        return refused(request, team, form, then=then)
    said = {name: form.cleaned_data[name] for name in ("state", "reason")}
    return done(
        request,
        team,
        lambda: follow_up.finish_action(action=action, by=request.user, **said),
        then=then,
    )


@signed_in
@require_safe
def team_actions(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    listed = Action.objects.visible_to(request.user).filter(team=where).select_related("owner")
    context = {
        "team": where,
        "open": [one for one in listed if one.state == Action.State.OPEN],
        "finished": [one for one in listed if one.state != Action.State.OPEN][-30:],
        "states": follow_up.ENDINGS,
    }
    return render(request, "knowledge/retrospectives/actions.html", context)
