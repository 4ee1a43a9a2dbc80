"""Whose boards one sees: those of the teams that one is in."""

from typing import Any

from django.db import models

from people.audience import belonging
from people.persons.models import Viewer


def teams_of(viewer: Viewer) -> models.QuerySet[Any, Any]:
    """The keys of the teams one is in today; none for who is not signed in."""
    return belonging(viewer).own_teams.order_by().values_list("pk", flat=True)
