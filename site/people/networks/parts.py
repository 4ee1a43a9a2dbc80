"""What other subjects put on a network's page.

A subject registers when the app is ready; the page asks everyone and knows nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.networks.models import Network
from people.persons.models import Person


@dataclass(frozen=True)
class NetworkPart:
    """`context` gets the network and the viewer; None means nothing to show.

    The viewer may be no member: show what they may see anyway, or None.
    """

    name: str
    template: str
    context: Callable[[Network, Person], dict[str, Any] | None]
    order: int = 50


_parts: dict[str, NetworkPart] = {}


def register_network_part(part: NetworkPart) -> None:
    _parts[part.name] = part


def parts_for(network: Network, viewer: Person) -> list[tuple[NetworkPart, dict[str, Any]]]:
    ordered = sorted(_parts.values(), key=lambda one: one.order)
    filled = [(part, part.context(network, viewer)) for part in ordered]
    return [(part, context) for part, context in filled if context is not None]
