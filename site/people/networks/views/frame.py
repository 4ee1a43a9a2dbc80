"""What the pages of a network ask about it and its viewer."""

from people.access import SignedInRequest, find
from people.networks.models import Joining, Network
from people.persons.models import Person


def seen(request: SignedInRequest, pk: int) -> Network:
    return find(request, Network.objects.visible_to(request.user).with_keeper(), pk=pk)


def has_keeper(network: Network) -> bool:
    """As `with_keeper` has found out."""
    return bool(getattr(network, "keeper_is_in", False))


def is_in(network: Network, person: Person) -> bool:
    return network.pk in {one.pk for one in person.belonging.networks}


def keeps(network: Network, person: Person) -> bool:
    return network.keeper_id == person.pk and (is_in(network, person) or not network.is_open)


def rests(mine: list[Joining]) -> Joining | None:
    """The fresh no to a question of one's own."""
    asked = [one for one in mine if not one.is_invitation and one.is_fresh_no]
    return asked[-1] if asked else None
