"""Networks across employers, their members, and those on the way in."""

from people.networks.models.groups import Network, NetworkMembership
from people.networks.models.joinings import Joining

__all__ = ["Joining", "Network", "NetworkMembership"]
