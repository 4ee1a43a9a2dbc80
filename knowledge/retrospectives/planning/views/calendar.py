"""The team's meetings in one's own calendar, at an address of one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives.planning.calendar_keys import CalendarKey, new_address, revoke_address
from knowledge.retrospectives.planning.icalendar import calendar_of
from knowledge.retrospectives.views.own import own_team
from people.access import SignedInRequest, anyone, need, signed_in
from people.once import once


@anyone
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    key = CalendarKey.objects.opening(token)
    need(request, key is not None, "a member holds a secret address")
    assert key is not None
    with translation.override(key.person.language):
        answer = HttpResponse(calendar_of(key.team), content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@signed_in
@require_POST
def make_calendar(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)

    def act() -> str:
        new_address(team=where, by=request.user)
        messages.success(request, _("Här är din egen adress. En gammal slutar gälla."))
        return reverse("knowledge:planning", args=[team])

    return once(request, act)


@signed_in
@require_POST
def revoke_calendar(request: SignedInRequest, team: int) -> HttpResponse:
    revoke_address(team=own_team(request, team), by=request.user)
    messages.success(request, _("Adressen gäller inte längre."))
    return redirect("knowledge:planning", team)
