"""A colleague is taken in, or one leaves."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import membership
from knowledge.retrospectives.views.own import own_team
from people.access import SignedInRequest, either, find, signed_in
from people.once import once
from people.organisations.models import Team
from people.persons.models import Person, PersonQuerySet

MOST_FOUND = 20


@signed_in
@require_safe
def colleagues(request: SignedInRequest, team: int) -> HttpResponse:
    where, asked = own_team(request, team), request.GET.get("namn", "").strip()[:100]
    outside = near(request, where).exclude(pk__in=where.people)
    found = outside.named(asked)[:MOST_FOUND] if asked else None
    context = {"team": where, "asked": asked, "found": found, "headcount": where.people.count()}
    return render(request, "knowledge/retrospectives/colleagues.html", context)


def near(request: SignedInRequest, team: Team) -> PersonQuerySet:
    """Whoever works where the team is, as far as one may know."""
    seen: PersonQuerySet = Person.objects.visible_to(request.user)
    return seen.employed_at(team.organisation)


def ever_in(team: Team) -> PersonQuerySet:
    """Members, and those whom the team has been told of as come or gone."""
    told = Q(pk__in=team.changes.values("person"))
    return Person.objects.filter(told | Q(pk__in=team.people.values("pk")))


@signed_in
@require_POST
def add(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    where = own_team(request, team)
    colleague = find(request, near(request, where), pk=pk)
    if membership.add_colleague(team=where, by=request.user, colleague=colleague):
        messages.success(request, _("Kollegan är med. Alla i teamet har fått veta det."))
    else:
        messages.info(request, _("Kollegan är redan med."))
    return redirect("knowledge:team_colleagues", team)


@signed_in
@require_POST
def take_out(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    """Also one whose name one may not see. A second click leads to the same place."""
    where = own_team(request, team)
    colleague = find(request, ever_in(where).exclude(pk=request.user.pk), pk=pk)
    if membership.take_out(team=where, by=request.user, colleague=colleague):
        messages.success(request, _("Klart. Alla i teamet har fått veta det."))
    return redirect("knowledge:planning", team)


@signed_in
@either
def leave(request: SignedInRequest, team: int) -> HttpResponse:
    """A second click comes from somebody who is no longer in it, and leads to the same place."""
    if request.method == "POST":
        return once(request, lambda: left(request, team))
    where = own_team(request, team)
    return render(request, "knowledge/retrospectives/leave.html", {"team": where})


def left(request: SignedInRequest, team: int) -> str:
    membership.leave(team=own_team(request, team), by=request.user)
    messages.success(request, _("Du har lämnat teamet. De andra har fått veta det."))
    return reverse("knowledge:friday")
