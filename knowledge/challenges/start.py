"""What challenges put on the start page and on networks' pages, what they tell and do each day."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.challenges.actions import remind
from knowledge.challenges.lists import seen_by
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.states import Shown
from knowledge.challenges.telling import KINDS
from people.networks.models import Network
from people.networks.parts import NetworkPart, register_network_part
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo, register_todos
from people.worker import Job
from people.worker import register as register_jobs

SHOWN = 4
HOUR = 3600


def todos(person: Person) -> list[Todo]:
    """Own ones whose time is out, and those that wait for the person's own yes; one query."""
    waits = ChallengeAnswer.objects.filter(
        challenge=OuterRef("pk"), person=person, shown=Shown.ASKED
    )
    late = Q(asker=person, deadline__lt=timezone.localdate())
    rows = Challenge.objects.visible_to(person).open().annotate(names_me=Exists(waits))
    return [todo(one) for one in rows.filter(late | Q(names_me=True)).soonest()[:3]]


def todo(challenge: Any) -> Todo:
    if challenge.names_me:
        return Todo(
            title=_("Någon vill tipsa om dig"),
            text=challenge.title,
            url=f"{challenge.get_absolute_url()}#svar",
            button=_("Läs och svara"),
            area="kunskap",
            due=challenge.deadline,
        )
    return Todo(
        title=_("Vad blev det av din efterlysning?"),
        text=challenge.title,
        url=f"{challenge.get_absolute_url()}#avsluta",
        button=_("Avsluta eller ge mer tid"),
        area="kunskap",
        due=challenge.deadline,
    )


def in_network(network: Network, viewer: Person) -> dict[str, Any] | None:
    """The open ones; nothing at all for whoever is outside and sees none."""
    rows = seen_by(viewer).filter(audience__network=network).open().soonest().with_card()
    challenges = list(rows[:SHOWN])
    is_in = network.pk in {one.pk for one in viewer.belonging.networks}
    if not challenges and not is_in:
        return None
    address = f"{reverse('knowledge:challenge_ask')}?lasare=network:{network.pk}"
    return {"challenges": challenges, "ask": address if is_in and network.is_open else ""}


def register() -> None:
    register_todos(todos)
    kinds.register(*KINDS)
    register_network_part(
        NetworkPart("challenges", "knowledge/challenges/_in_network.html", in_network, order=30)
    )
    register_jobs(Job("last days of challenges", HOUR, remind))
