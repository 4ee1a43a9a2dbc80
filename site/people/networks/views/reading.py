"""The list of networks, and one's page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import SignedInRequest, need, signed_in
from people.networks.forms import AskForm, InviteForm
from people.networks.models import Joining, Network
from people.networks.parts import parts_for
from people.networks.views import frame
from people.ordering import by_name, swedish
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
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    return page(request, frame.seen(request, pk))


def page(
    request: SignedInRequest, network: Network, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The network as this viewer may see it; `forms` are those that came back with errors."""
    person = request.user
    is_in = frame.is_in(network, person)
    keeps = frame.keeps(network, person)
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
        "may_take": is_in and not keeps and not frame.has_keeper(network),
        "may_reopen": is_in or person.pk in (network.closed_by_id, network.keeper_id),
        "questions": [one for one in waiting if not one.is_invitation] if is_in else [],
        "mine": mine[-1] if mine else None,
        "rests": frame.rests(mine),
        "members": members,
        "employers": _employers(members) if members.paginator.num_pages == 1 else [],
        "parts": parts_for(network, person),
        "ask": AskForm(),
        "invite": InviteForm(),
        **forms,
    }
    return render(request, "people/networks/network.html", context, status=status)


def _members(network: Network, viewer: Person) -> Any:
    """By name, each with today's employers."""
    jobs = Employment.objects.current().select_related("unit__organisation").order_by("-share")
    rows = network.memberships.seen_by(viewer).select_related("person")
    return rows.order_by(by_name("person__name"), "pk").prefetch_related(
        Prefetch("person__employments", jobs, to_attr="jobs")
    )


def _employers(members: Iterable[Any]) -> list[str]:
    """Where they work, each employer once."""
    found = {job.unit.organisation.name for one in members for job in one.person.jobs}
    return sorted(found, key=swedish)
