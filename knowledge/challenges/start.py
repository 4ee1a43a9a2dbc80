"""What challenges put on the start page and on networks' pages, what they tell and do each day."""

from typing import Any

from django.urls import reverse

from knowledge.challenges import following
from knowledge.challenges.leads import CHALLENGES
from knowledge.challenges.lists import seen_by
from knowledge.challenges.reminding import remind
from knowledge.challenges.telling import KINDS
from people.networks.models import Network
from people.networks.parts import NetworkPart, register_network_part
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Panel, register_panel
from people.worker import Job
from people.worker import register as register_jobs
from search import leads

SHOWN = 4
HOUR = 3600


def in_network(network: Network, viewer: Person) -> dict[str, Any] | None:
    """The open ones; nothing at all for whoever is outside and sees none."""
    rows = seen_by(viewer).filter(audience__network=network).open().soonest().with_card()
    challenges = list(rows[:SHOWN])
    is_in = network.pk in {one.pk for one in viewer.belonging.networks}
    if not challenges and not is_in:
        return None
    address = f"{reverse('knowledge:challenge_ask')}?lasare=network:{network.pk}"
    return {"challenges": challenges, "ask": address if is_in and network.is_open else ""}


def panel(person: Person) -> dict[str, Any] | None:
    """Asks nothing: the page fetches the rest from its own address."""
    return {} if person.belonging.connected else None


def register() -> None:
    following.register()
    register_panel(
        Panel("challenges", "knowledge/challenges/_panel.html", panel, place="side", order=30)
    )
    kinds.register(*KINDS)
    register_network_part(
        NetworkPart("challenges", "knowledge/challenges/_in_network.html", in_network, order=30)
    )
    register_jobs(Job("last days of challenges", HOUR, remind))
    leads.register(CHALLENGES)
