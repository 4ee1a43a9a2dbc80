"""A network's open calls, for its page."""

from typing import Any

from django.db import models

from knowledge.calls.models import Call
from people.persons.models import Viewer

SHOWN = 5


def calls_for(network: models.Model, viewer: Viewer) -> dict[str, Any] | None:
    """What `knowledge/calls/_in_network.html` needs; None when no call is open to the network."""
    seen = Call.objects.visible_to(viewer).open().filter(audience__key=f"network:{network.pk}")
    calls = list(seen.soonest().select_related("article", "organisation")[:SHOWN])
    return {"calls": calls} if calls else None
