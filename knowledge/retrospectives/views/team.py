"""One's teams, and what the board protects."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.retrospectives import teams
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.planning.ahead import this_week
from knowledge.retrospectives.planning.forms import StartTeamForm
from knowledge.retrospectives.proposals.models import LessonProposal, OutcomeProposal
from people.access import SignedInRequest, anyone, either, need, signed_in
from people.once import once, sent_before
from people.organisations.models import Team


@signed_in
@require_safe
def friday(request: SignedInRequest) -> HttpResponse:
    own = list(Team.objects.of(request.user).with_headcount())
    boards = Retrospective.objects.visible_to(request.user).current().order_by("-year", "-week")
    by_team = {board.team_id: board for board in boards}
    waiting = Action.objects.visible_to(request.user).unfinished()
    context = {
        "may_start": teams.may_start(request.user),
        "today": timezone.localdate(),
        "teams": [(team, by_team.get(team.pk), week) for team, week in this_week(own)],
        "tellings": OutcomeProposal.objects.visible_to(request.user).to_read(),
        "proposals": LessonProposal.objects.visible_to(request.user).to_read(),
        "waiting": waiting.with_keeper().select_related("owner", "team")[:10],
    }
    return render(request, "knowledge/retrospectives/friday.html", context)


@signed_in
@either
def start_team(request: SignedInRequest) -> HttpResponse:
    need(request, teams.may_start(request.user), "works at a connected organisation")
    form = StartTeamForm(request.POST or None, person=request.user)
    if again := sent_before(request):
        return again
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: started(request, form))
        except ValidationError as refusal:
            form.add_error("name", refusal)
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/team.html", {"form": form}, status=status)


def started(request: SignedInRequest, form: StartTeamForm) -> str:
    said = form.cleaned_data
    chosen = list(said.pop("colleagues", ()))
    team = teams.start_team(colleagues=chosen, by=request.user, **said)
    if chosen:
        messages.success(request, _("Teamet finns. De du valde har fått veta det."))
    else:
        messages.success(request, _("Teamet finns."))
    return reverse("knowledge:team_colleagues", args=[team.pk])


@anyone
@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/retrospectives/protection.html")
