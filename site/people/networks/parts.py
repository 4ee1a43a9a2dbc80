"""What other subjects put on a network's page.

The viewer may be no member: show what they may see anyway, or None.
"""

from people.networks.models import Network
from people.parts import Part, Parts
from people.persons.models import Person

NetworkPart = Part[Network, Person]
_parts = Parts[Network, Person]()
register_network_part = _parts.register
parts_for = _parts.filled
