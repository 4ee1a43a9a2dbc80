"""What a member rewrote when it was too late for it."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from knowledge.retrospectives.views.own import own_team
from people.access import SignedInRequest


def given_back(
    request: SignedInRequest,
    team: int,
    form: type[BaseForm],
    names: tuple[str, ...],
) -> HttpResponse:
    """The texts of `names` as they were sent, kept nowhere. 404 for who is not in the team.

    It says the same of a proposal that never was.
    """
    texts = [(name, request.POST.get(name, "")) for name in names]
    fields = form.base_fields  # type: ignore[attr-defined]
    sent = [(name, fields[name].label, text) for name, text in texts if text]
    context = {"team": own_team(request, team), "sent": sent}
    return render(request, "knowledge/retrospectives/unsaved.html", context, status=409)
