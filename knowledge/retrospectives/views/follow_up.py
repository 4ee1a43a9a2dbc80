"""What the team does next: added on the board, followed up on a page of its own."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import follow_up
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.forms import ActionForm, FinishForm, PlanForm
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.views.answers import back, done, give_back, refused
from knowledge.retrospectives.views.own import own_board, own_team
from people.access import SignedInRequest, find, signed_in
from people.ordering import by_name
from people.paging import page_of

WEEKS = 10
PAGE, BOARD = "knowledge:team_actions", "knowledge:board"


@signed_in
@require_POST
def add_action(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = ActionForm(request.POST, members=BoardSeen(found).members, by=request.user)
    if not form.is_valid():
        return give_back(request, found, action_form=form)
    try:
        follow_up.add_action(board=found, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return give_back(request, own_board(request, team), action_form=form)
    return back(request, team, said=_("Åtgärden är antecknad."))


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
@require_POST
def plan_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    form, to = PlanForm(request.POST, instance=action), PAGE
    if not form.is_valid():
        return refused(request, team, form, then=to)
    chosen = form.cleaned_data
    return done(
        request,
        team,
        lambda: follow_up.plan_again(action=action, by=request.user, **chosen),
        _("Ändrat. Åtgärden pågår."),
        then=to,
    )


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
