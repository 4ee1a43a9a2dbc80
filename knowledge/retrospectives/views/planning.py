"""The team's own page: who is in it, when it meets, its coming weeks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import planning as acts
from knowledge.retrospectives import rota
from knowledge.retrospectives.ahead import TeamSeen
from knowledge.retrospectives.planning_forms import (
    HandOverForm,
    LeaveForm,
    SwapForm,
    TimeForm,
)
from knowledge.retrospectives.rota import Rota
from knowledge.retrospectives.views.board import done, own_team
from people.access import SignedInRequest, signed_in
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
        "leave_form": LeaveForm(team=team),
        "swap_form": SwapForm(rota=seen.rota, by=request.user),
        "hand_over_form": HandOverForm(rota=seen.rota, by=request.user),
        **more,
    }
    status = 422 if more else 200
    return render(request, "knowledge/retrospectives/planning.html", context, status=status)


@signed_in
@require_POST
def set_time(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    form = TimeForm(request.POST, team=where)
    if not form.is_valid():
        return show(request, where, time_form=form)
    acts.set_time(team=where, by=request.user, **form.cleaned_data)
    messages.success(request, _("Sparat. Det gäller från den här veckan."))
    return redirect(PAGE, team)


@signed_in
@require_POST
def set_leave(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    form = LeaveForm(request.POST, team=where)
    if not form.is_valid():
        return show(request, where, leave_form=form)
    acts.set_leave(team=where, by=request.user, **form.cleaned_data)
    messages.success(request, _("Sparat. De veckorna får ni vara i fred."))
    return redirect(PAGE, team)


@signed_in
@require_POST
def swap(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Ni har bytt. Den andra får veta det.")
    form = SwapForm(request.POST, rota=Rota(where), by=request.user)
    if not form.is_valid():
        return show(request, where, swap_form=form)
    weeks = form.cleaned_data
    return done(
        request, team, lambda: rota.swap(team=where, by=request.user, **weeks), said, then=PAGE
    )


@signed_in
@require_POST
def hand_over(request: SignedInRequest, team: int) -> HttpResponse:
    where, said = own_team(request, team), _("Turen är överlämnad.")
    form = HandOverForm(request.POST, rota=Rota(where), by=request.user)
    if not form.is_valid():
        return show(request, where, hand_over_form=form)
    to = form.cleaned_data["to"]
    return done(
        request, team, lambda: rota.hand_over(team=where, by=request.user, to=to), said, then=PAGE
    )
