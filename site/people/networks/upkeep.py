"""What the worker does for networks."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from people.networks.models import Network, NetworkMembership
from people.networks.steps import locked, shut, tell_them


def close_empty() -> int:
    """Close those where nobody has a job at a connected organisation. Returns how many."""
    living = NetworkMembership.objects.in_effect().values("network")
    empty = list(Network.objects.open().exclude(pk__in=living))
    for network in empty:
        with transaction.atomic():
            network = locked(network)
            if network.is_open and not network.memberships.in_effect().exists():
                shut(network, by=None, keeper=network.keeper)
    return len(empty)


def tell_of_newcomers() -> None:
    """One notice for all who have come since the last one, to those who were there."""
    now = timezone.now()
    for network in Network.objects.open():
        members = list(network.memberships.in_effect().select_related("person"))
        before = [one.person for one in members if one.joined_at <= network.newest_told_at]
        came = len(members) - len(before)
        with transaction.atomic():
            since = Network.objects.filter(pk=network.pk, newest_told_at=network.newest_told_at)
            if since.update(newest_told_at=now) and came and before:
                tell_them("network_grew", network, before)
