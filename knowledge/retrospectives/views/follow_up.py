"""What the team does next: added on the board, followed up on a page of its own."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import follow_up
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.forms import ActionForm, FinishForm, PlanForm, SeenForm
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.views.answers import back, done, not_sent
from knowledge.retrospectives.views.own import own_board, own_team
from people.access import SignedInRequest, find, signed_in
from people.forms import does
from people.ordering import by_name
from people.paging import page_of

WEEKS = 10
PAGE, BOARD = "knowledge:team_actions", "knowledge:board"


@signed_in
@require_POST
def add_action(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = ActionForm(request.POST, members=BoardSeen(found).members, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        if does(form, lambda: follow_up.add_action(board=found, by=request.user, **said)):
            return back(request, team, said=_("Åtgärden är antecknad."))
        found = own_board(request, team)
    button = "" if found.is_closed else _("Lägg till åtgärden")
    return not_sent(request, found.team, form, button)


@signed_in
@require_POST
def finish_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    then = BOARD if request.POST.get("back") else PAGE
    form, act = FinishForm(request.POST), follow_up.finish_action
    return _kept(request, action, form, act, button=_("Skicka"), then=then)


@signed_in
@require_POST
def plan_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    form, act = PlanForm(request.POST, instance=action, by=request.user), follow_up.plan_again
    said, button = _("Ändrat. Åtgärden pågår."), _("Spara ändringen")
    return _kept(request, action, form, act, said=said, button=button, then=PAGE)


def _kept(
    request: SignedInRequest,
    action: Action,
    form: SeenForm,
    act: Callable[..., Action],
    *,
    button: str,
    then: str,
    said: str = "",
) -> HttpResponse:
    """Done, or given back with all that was written."""
    if form.is_valid():
        if does(form, lambda: act(action=action, by=request.user, **form.chosen)):
            return back(request, action.team_id, said=said, then=then)
        form.show_now(action)
    return not_sent(request, action.team, form, button, then)


@signed_in
@require_POST
def take_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    said = _("Nu är det du som ser till den.")
    return done(
        request,
        team,
        lambda: follow_up.take_over(action=action, by=request.user),
        said,
        then=PAGE,
    )


@signed_in
@require_safe
def team_actions(request: SignedInRequest, team: int) -> HttpResponse:
    """What is open, then week by week what the team decided and what it talked about."""
    where, today = own_team(request, team), timezone.localdate()
    weeks = Retrospective.objects.visible_to(request.user).filter(team=where)
    page = page_of(request, weeks.remembered(), WEEKS)
    own = Action.objects.visible_to(request.user).filter(team=where).unfinished()
    context = {
        "team": where,
        "page": page,
        "open": own.with_keeper() if page.number == 1 else [],
        "members": where.people.order_by(by_name(), "pk"),
        "states": follow_up.ENDINGS,
        "today": today,
        "next_week": today + timedelta(days=7),
    }
    return render(request, "knowledge/retrospectives/actions.html", context)
