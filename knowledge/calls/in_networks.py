"""A network's open calls, for its page."""

from typing import Any

from knowledge.calls.models import Call
from people.networks.models import Network
from people.networks.parts import NetworkPart, register_network_part
from people.persons.models import Person

SHOWN = 4


def in_network(network: Network, viewer: Person) -> dict[str, Any] | None:
    """Nothing when no call is open to the network."""
    seen = Call.objects.visible_to(viewer).open().filter(audience__network=network)
    calls = list(seen.soonest().select_related("article__confirmed_by", "organisation")[:SHOWN])
    return {"calls": calls} if calls else None


def register() -> None:
    register_network_part(
        NetworkPart("calls", "knowledge/calls/_in_network.html", in_network, order=40)
    )
