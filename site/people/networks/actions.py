"""Starting a network, who keeps it, going out, and its end."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from people.audit import record
from people.networks.models import Network
from people.networks.steps import (
    give,
    has_keeper,
    let_in,
    locked,
    must_be_connected,
    must_keep,
    name_taken,
    save,
    shut,
    tell_them,
)
from people.persons.models import Person


@transaction.atomic
def start(*, by: Person, name: str, purpose: str, for_whom: str) -> Network:
    """A new network with its first member; said twice by the same person, the same network."""
    must_be_connected(by)
    text = {"purpose": purpose, "for_whom": for_whom}
    network, is_new = Network.objects.get_or_create(
        name__iexact=name,
        closed_at=None,
        defaults={"name": name, "started_by": by, "keeper": by, **text},
    )
    if not is_new and not (network.started_by_id == by.pk and network.has(by)):
        raise name_taken()
    if is_new:
        let_in(network, by)
        record("network started", network, by=by)
    return network


@transaction.atomic
def change(*, network: Network, by: Person, name: str, purpose: str, for_whom: str) -> Network:
    network = locked(network)
    must_keep(network, by)
    network.name, network.purpose, network.for_whom = name, purpose, for_whom
    save(network, "name", "purpose", "for_whom")
    record("network changed", network, by=by)
    return network


@transaction.atomic
def leave(*, network: Network, by: Person) -> bool:
    """Access ends at the next request. False for whoever was not in it."""
    network = locked(network)
    gone, _rows = network.memberships.filter(person=by).delete()
    if not gone:
        return False
    record("network left", network, by=by)
    nearest = network.memberships.in_effect().select_related("person").first()
    if nearest is None and network.is_open:
        shut(network, by=by, keeper=by)
    elif nearest and network.keeper_id == by.pk:
        give(network, to=nearest.person, by=by)
    return True


@transaction.atomic
def hand_over(*, network: Network, by: Person, to: Person) -> None:
    """The keeper names another member. A member may take over from a keeper who is gone."""
    network = locked(network)
    if not network.has(to):
        raise PermissionDenied("the keeper is a member")
    if network.keeper_id == to.pk:
        return
    taking = by.pk == to.pk and not has_keeper(network)
    if not taking:
        must_keep(network, by)
    give(network, to=to, by=by)


@transaction.atomic
def close(*, network: Network, by: Person) -> None:
    network = locked(network)
    must_keep(network, by)
    if network.is_open:
        shut(network, by=by, keeper=by)
        others = network.memberships.exclude(person=by).select_related("person")
        tell_them("network_closed", network, [one.person for one in others])


@transaction.atomic
def reopen(*, network: Network, by: Person) -> None:
    """By a member, or by whoever closed it or left it last; they are in it again."""
    network = locked(network)
    must_be_connected(by)
    if not network.has(by) and by.pk not in (network.closed_by_id, network.keeper_id):
        raise PermissionDenied("somebody who was never in it")
    if network.is_open:
        return
    network.closed_at, network.closed_by = None, None
    let_in(network, by)
    if not has_keeper(network):
        network.keeper = by
    save(network, "closed_at", "closed_by", "keeper")
    record("network reopened", network, by=by)
