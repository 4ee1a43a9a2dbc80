"""Starting a network, and what its keeper does."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.access import SignedInRequest, either, need, signed_in
from people.forms import does
from people.networks import actions, steps
from people.networks.forms import HandOverForm, NetworkForm
from people.networks.models import Network
from people.networks.views import frame


@signed_in
@either
def start(request: SignedInRequest) -> HttpResponse:
    need(request, request.user.belonging.connected, "works at a connected organisation")
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = does(form, lambda: actions.start(by=request.user, **form.written))
        if network:
            messages.success(request, _("Nätverket finns nu. Bjud in någon som borde vara med."))
            return redirect(network)
    return render(
        request, "people/networks/start.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in
@either
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    need(request, frame.keeps(network, request.user), "keeper")
    form = NetworkForm(request.POST or None, instance=Network.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid() and _changed(request, network, form):
        messages.success(request, _("Sparat."))
        return redirect(network)
    context = {"form": form, "network": network}
    return render(
        request, "people/networks/change.html", context, status=422 if form.errors else 200
    )


def _changed(request: SignedInRequest, network: Network, form: NetworkForm) -> Network | None:
    return does(form, lambda: actions.change(network=network, by=request.user, **form.written))


@signed_in
@either
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    kept_by_other = frame.has_keeper(network) and network.keeper_id != request.user.pk
    if request.method == "POST" and kept_by_other and frame.is_in(network, request.user):
        messages.info(request, _("Någon annan håller i nätverket nu."))
        return redirect(network)
    need(request, frame.keeps(network, request.user) and network.is_open, "keeper")
    form = HandOverForm(request.POST or None, network=network, keeper=request.user)
    if request.method == "POST" and form.is_valid():
        actions.hand_over(network=network, by=request.user, to=form.cleaned_data["person"])
        messages.success(request, _("Överlämnat."))
        return redirect(network)
    context = {"form": form, "network": network}
    return render(
        request, "people/networks/hand_over.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """To keep a network whose keeper is gone. The second click finds that it is done."""
    network = frame.seen(request, pk)
    if not frame.keeps(network, request.user):
        free = not steps.has_keeper(network)
        need(request, free and frame.is_in(network, request.user), "member of one without keeper")
        actions.hand_over(network=network, by=request.user, to=request.user)
    messages.success(request, _("Du håller nu i nätverket."))
    return redirect(network)


@signed_in
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    network = frame.seen(request, pk)
    need(request, frame.keeps(network, request.user), "keeper")
    actions.close(network=network, by=request.user)
    messages.success(request, _("Nätverket är stängt. Det ni har delat ligger kvar för er."))
    return redirect(network)


@signed_in
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    network, person = frame.seen(request, pk), request.user
    was_theirs = person.pk in (network.closed_by_id, network.keeper_id)
    need(request, frame.is_in(network, person) or was_theirs, "was in it")
    try:
        actions.reopen(network=network, by=person)
        messages.success(request, _("Nätverket är öppet igen."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(network)
