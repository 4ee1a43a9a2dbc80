"""The team's own page: who is in it, when it meets, its coming weeks."""

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

from knowledge.retrospectives.planning import actions as acts
from knowledge.retrospectives.planning import rota
from knowledge.retrospectives.planning.ahead import TeamSeen
from knowledge.retrospectives.planning.forms import (
    HandOverForm,
    LeaveForm,
    SwapForm,
    TimeForm,
)
from knowledge.retrospectives.planning.rota import Rota
from knowledge.retrospectives.views.own import own_team
from people.access import SignedInRequest, signed_in
from people.once import once, sent_before
from people.organisations.models import Team

PAGE = "knowledge:planning"


@signed_in
@require_safe
def planning(request: SignedInRequest, team: int) -> HttpResponse:
    return show(request, own_team(request, team))


def show(request: SignedInRequest, team: Team, **more: Any) -> HttpResponse:
    seen = TeamSeen(team, request.user)
    context = {
        "team": team,
        "seen": seen,
        "time_form": TimeForm(team=team),
        "leave_form": LeaveForm(team=team, leave=seen.rota.leave),
        "swap_form": SwapForm(rota=seen.rota, by=request.user),
        "hand_over_form": HandOverForm(rota=seen.rota, by=request.user),
        **more,
    }
    status = 422 if more else 200
    return render(request, "knowledge/retrospectives/planning.html", context, status=status)


@signed_in
@require_POST
def set_time(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Sparat. Det gäller från den här veckan.")
    form = TimeForm(request.POST, team=where)
    return sent(request, where, acts.set_time, said, time_form=form)


@signed_in
@require_POST
def set_leave(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Sparat. De veckorna får ni vara i fred.")
    form = LeaveForm(request.POST, team=where)
    return sent(request, where, acts.set_leave, said, leave_form=form)


@signed_in
@require_POST
def swap(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Ni har bytt. Den andra får veta det.")
    form = SwapForm(request.POST, rota=Rota(where), by=request.user)
    return sent(request, where, rota.swap, said, swap_form=form)


@signed_in
@require_POST
def hand_over(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Turen är överlämnad.")
    form = HandOverForm(request.POST, rota=Rota(where), by=request.user)
    return sent(request, where, rota.hand_over, said, hand_over_form=form)


def sent(
    request: SignedInRequest, team: Team, act: Callable[..., object], said: str, **named: Form
) -> HttpResponse:
    """Do what the one form says; its faults are shown where it stands."""
    (form,) = named.values()
    if again := sent_before(request):
        return again
    if not form.is_valid():
        return show(request, team, **named)

    def do() -> str:
        act(team=team, by=request.user, **form.cleaned_data)
        messages.success(request, said)
        return reverse(PAGE, args=[team.pk])

    try:
        return once(request, do)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(PAGE, team.pk)
