"""The way into a network, and out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.access import SignedInRequest, find, need, signed_in
from people.networks import actions, entering
from people.networks.forms import AskForm, InviteForm
from people.networks.models import Joining
from people.networks.views import frame
from people.networks.views.reading import page


@signed_in
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return page(request, network, ask=form, status=422)
    mine = network.joinings.filter(person=request.user)
    need(request, network.is_open and not frame.rests(list(mine)), "open, and no fresh no")
    joining = entering.ask(network=network, by=request.user, why=form.cleaned_data["why"])
    if joining is None or not joining.is_waiting:
        messages.success(request, _("Du är med."))
    else:
        messages.success(request, _("Din fråga är skickad. Du får en notis när någon har svarat."))
    return redirect(network)


@signed_in
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    need(request, network.is_open and frame.is_in(network, request.user), "member")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, network, invite=form, status=422)
    entering.invite(network=network, by=request.user, email=form.cleaned_data["email"])
    messages.success(
        request, _("Finns personen i Utbyte och inte redan är med, är en inbjudan på väg.")
    )
    return redirect(network)


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int, joining: int) -> HttpResponse:
    mine = Joining.objects.visible_to(request.user).select_related("network")
    found = find(request, mine, pk=joining, network=pk)
    yes, was_waiting = request.POST.get("answer") == "yes", found.is_waiting
    theirs = found.person_id == request.user.pk
    need(request, not yes or theirs == found.is_invitation, "somebody who may say yes")
    state = entering.answer(joining=found, by=request.user, yes=yes).state
    if not was_waiting:
        messages.info(request, _("Det var redan besvarat."))
    else:
        messages.success(request, _said(state, theirs))
    return redirect(found.network)


def _said(state: str, theirs: bool) -> str:
    if state == Joining.State.ADMITTED:
        return _("Du är med.") if theirs else _("Nu är personen med, och får en notis.")
    if state == Joining.State.DECLINED:
        if theirs:
            return _("Du har tackat nej.")
        return _("Personen får ett vänligt nej, utan ditt namn.")
    return _("Frågan är återtagen.")


@signed_in
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    if actions.leave(network=network, by=request.user):
        messages.success(
            request, _("Du har lämnat nätverket. Det som är delat där når dig inte längre.")
        )
    else:
        messages.info(request, _("Du är inte med i nätverket."))
    return redirect("networks")
