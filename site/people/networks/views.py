"""Networks: the list, one's page, and the way in and out."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, either, find, need, signed_in
from people.forms import does
from people.networks import actions
from people.networks.forms import AskForm, HandOverForm, InviteForm, NetworkForm
from people.networks.models import Joining, Network
from people.networks.parts import parts_for
from people.organisations.models import Employment
from people.paging import page_of
from people.persons.models import Person

PAGE = 25
MOST = 5
LONGEST_QUESTION = 80


@signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """One's own, and all that one may ask to join."""
    person, asked = request.user, request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    need(request, person.belonging.connected, "works at a connected organisation")
    own = [one.pk for one in person.belonging.networks]
    seen = Network.objects.visible_to(person).with_headcount(person)
    others = seen.open().exclude(pk__in=own)
    if asked:
        text = Q(name__icontains=asked) | Q(for_whom__icontains=asked)
        others = others.filter(text | Q(purpose__icontains=asked))
    page = page_of(request, others, PAGE)
    context = {"page": page, "asked": asked, "own": seen.filter(pk__in=own)}
    context["waiting"] = Joining.objects.waiting_for(person)[:MOST]
    return render(request, "people/networks/index.html", context)


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """A part of the start page: what waits, and one's own."""
    own = [one for one in request.user.belonging.networks if one.is_open]
    context = {
        "own": own[:MOST],
        "more": len(own) > MOST,
        "waiting": Joining.objects.waiting_for(request.user)[:MOST],
    }
    return render(request, "people/networks/_mine.html", context)


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
    network = _seen(request, pk)
    need(request, _keeps(network, request.user), "keeper")
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
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    return page(request, _seen(request, pk))


def page(
    request: SignedInRequest, network: Network, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The network as this viewer may see it; `forms` are those that came back with errors."""
    person = request.user
    is_in = _is_in(network, person)
    keeps = _keeps(network, person)
    joinings = list(
        network.joinings.filter(Q(person=person) | Q(state=Joining.State.WAITING))
        .select_related("person", "invited_by")
        .order_by("pk")
    )
    waiting = [one for one in joinings if one.is_waiting]
    mine = [one for one in joinings if one.person_id == person.pk]
    members = page_of(request, _members(network, person), PAGE)
    context = {
        "network": network,
        "is_in": is_in,
        "keeps": keeps,
        "may_take": is_in and not keeps and not _has_keeper(network),
        "may_reopen": is_in or person.pk in (network.closed_by_id, network.keeper_id),
        "questions": [one for one in waiting if not one.is_invitation] if is_in else [],
        "mine": mine[-1] if mine else None,
        "rests": _rests(mine),
        "members": members,
        "employers": _employers(members) if members.paginator.num_pages == 1 else [],
        "parts": parts_for(network, person),
        "ask": AskForm(),
        "invite": InviteForm(),
        **forms,
    }
    return render(request, "people/networks/network.html", context, status=status)


@signed_in
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    network = _seen(request, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return page(request, network, ask=form, status=422)
    mine = network.joinings.filter(person=request.user)
    need(request, network.is_open and not _rests(list(mine)), "open, and no fresh no")
    joining = actions.ask(network=network, by=request.user, why=form.cleaned_data["why"])
    if joining is None or not joining.is_waiting:
        messages.success(request, _("Du är med."))
    else:
        messages.success(request, _("Din fråga är skickad. Du får en notis när någon har svarat."))
    return redirect(network)


@signed_in
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    network = _seen(request, pk)
    need(request, network.is_open and _is_in(network, request.user), "member")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, network, invite=form, status=422)
    actions.invite(network=network, by=request.user, email=form.cleaned_data["email"])
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
    state = actions.answer(joining=found, by=request.user, yes=yes).state
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
    network = _seen(request, pk)
    if actions.leave(network=network, by=request.user):
        messages.success(
            request, _("Du har lämnat nätverket. Det som är delat där når dig inte längre.")
        )
    else:
        messages.info(request, _("Du är inte med i nätverket."))
    return redirect("networks")


@signed_in
@either
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    network = _seen(request, pk)
    kept_by_other = _has_keeper(network) and network.keeper_id != request.user.pk
    if request.method == "POST" and kept_by_other and _is_in(network, request.user):
        messages.info(request, _("Någon annan håller i nätverket nu."))
        return redirect(network)
    need(request, _keeps(network, request.user) and network.is_open, "keeper")
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
    network = _seen(request, pk)
    if not _keeps(network, request.user):
        free = not actions.has_keeper(network)
        need(request, free and _is_in(network, request.user), "member of one without keeper")
        actions.hand_over(network=network, by=request.user, to=request.user)
    messages.success(request, _("Du håller nu i nätverket."))
    return redirect(network)


@signed_in
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    network = _seen(request, pk)
    need(request, _keeps(network, request.user), "keeper")
    actions.close(network=network, by=request.user)
    messages.success(request, _("Nätverket är stängt. Det ni har delat ligger kvar för er."))
    return redirect(network)


@signed_in
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    network, person = _seen(request, pk), request.user
    was_theirs = person.pk in (network.closed_by_id, network.keeper_id)
    need(request, _is_in(network, person) or was_theirs, "was in it")
    try:
        actions.reopen(network=network, by=person)
        messages.success(request, _("Nätverket är öppet igen."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(network)


def _seen(request: SignedInRequest, pk: int) -> Network:
    return find(request, Network.objects.visible_to(request.user).with_keeper(), pk=pk)


def _has_keeper(network: Network) -> bool:
    """As `with_keeper` has found out."""
    return bool(getattr(network, "keeper_is_in", False))


def _is_in(network: Network, person: Person) -> bool:
    return network.pk in {one.pk for one in person.belonging.networks}


def _keeps(network: Network, person: Person) -> bool:
    return network.keeper_id == person.pk and (_is_in(network, person) or not network.is_open)


def _members(network: Network, viewer: Person) -> Any:
    """By name, each with today's employers."""
    jobs = Employment.objects.current().select_related("unit__organisation").order_by("-share")
    rows = network.memberships.seen_by(viewer).select_related("person")
    return rows.order_by("person__name", "pk").prefetch_related(
        Prefetch("person__employments", jobs, to_attr="jobs")
    )


def _employers(members: Iterable[Any]) -> list[str]:
    """Where they work, each employer once."""
    return sorted({job.unit.organisation.name for one in members for job in one.person.jobs})


def _rests(mine: list[Joining]) -> Joining | None:
    """The fresh no to a question of one's own."""
    asked = [one for one in mine if not one.is_invitation and one.is_fresh_no]
    return asked[-1] if asked else None
