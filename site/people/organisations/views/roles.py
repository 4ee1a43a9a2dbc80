"""Who may do what, and which teams there are."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.access import SignedInRequest, find, signed_in
from people.organisations import actions
from people.organisations.forms import RoleForm, TeamForm
from people.organisations.models import Role, Team
from people.organisations.views.frame import answer, own


@signed_in
def give_role(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    form = RoleForm(request.POST or None, by=request.user, organisation=organisation)
    return answer(
        request,
        organisation,
        form,
        title=_("Ny behörighet"),
        button=_("Ge behörigheten"),
        act=lambda form: actions.give_role(
            organisation=organisation, by=request.user, **form.cleaned_data
        ),
        done=_("Behörigheten gäller från nu."),
    )


@signed_in
@require_POST
def take_role(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    role = find(request, Role.objects.filter(organisation=organisation), pk=pk)
    try:
        actions.take_role(role=role, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Behörigheten är borttagen."))
    return redirect("organisation", organisation.slug)


@signed_in
def save_team(request: SignedInRequest, slug: str, pk: int | None = None) -> HttpResponse:
    organisation = own(request, slug)
    team = Team(organisation=organisation)
    if pk:
        team = find(request, Team.objects.filter(organisation=organisation), pk=pk)
    form = TeamForm(request.POST or None, by=request.user, organisation=organisation, instance=team)
    return answer(
        request,
        organisation,
        form,
        title=_("Ändra %(team)s") % {"team": team.name} if pk else _("Nytt team"),
        button=_("Spara teamet"),
        act=lambda form: actions.save_team(
            team=team, members=list(form.cleaned_data["members"]), by=request.user
        ),
        done=_("Teamet är sparat. Alla i teamet ser vilka som är med."),
    )
