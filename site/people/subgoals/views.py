"""Where administrators tend their organisation's own goals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, either, find, signed_in
from people.goals import Goal
from people.organisations.views.frame import answer, own
from people.subgoals import actions
from people.subgoals.forms import RenameForm, SubgoalForm
from people.subgoals.models import Subgoal


@signed_in
@require_safe
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    rows = list(organisation.subgoals.all())
    context = {
        "organisation": organisation,
        "groups": [
            (goal, [one for one in rows if one.goal == goal and one.retired_at is None])
            for goal in Goal
        ],
        "retired": [one for one in rows if one.retired_at],
    }
    return render(request, "people/subgoals/index.html", context)


@signed_in
@either
def add(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    asked = request.GET.get("mal", "")
    initial = {"goal": asked} if asked in Goal.values else {}
    return answer(
        request,
        organisation,
        SubgoalForm(request.POST or None, initial=initial),
        title=_("Nytt delmål"),
        button=_("Lägg till delmålet"),
        act=lambda form: actions.add(organisation=organisation, by=request.user, **form.written),
        done=_("Delmålet finns nu att välja."),
        back="subgoals",
    )


@signed_in
@either
def change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    subgoal = find(request, organisation.subgoals.living(), pk=pk)
    form = RenameForm(request.POST or None, instance=Subgoal.objects.get(pk=subgoal.pk))
    return answer(
        request,
        organisation,
        form,
        title=_("Ändra %(name)s") % {"name": subgoal.name},
        button=_("Spara"),
        act=lambda form: actions.rename(subgoal=subgoal, by=request.user, **form.written),
        done=_("Delmålet är ändrat, överallt där det står."),
        back="subgoals",
    )


@signed_in
@require_POST
def retire(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    actions.retire(subgoal=find(request, organisation.subgoals.all(), pk=pk), by=request.user)
    messages.success(
        request, _("Delmålet går inte att välja längre. Det som har det behåller det.")
    )
    return redirect("subgoals", slug=slug)


@signed_in
@require_POST
def reinstate(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    subgoal = find(request, organisation.subgoals.all(), pk=pk)
    try:
        actions.reinstate(subgoal=subgoal, by=request.user)
        messages.success(request, _("Delmålet går att välja igen."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("subgoals", slug=slug)
