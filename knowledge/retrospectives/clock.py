"""Twenty-five minutes that all see pass. Nothing happens when they are over."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from people.persons.models import Person

LENGTH = timedelta(minutes=25)


@transaction.atomic
def begin(*, board: Retrospective, by: Person) -> None:
    """Starts for all, to the whole minute. Who pressed is not kept; a second press does nothing."""
    board = locked(board, by)
    if minutes_left(board) is None:
        board.begun_at = timezone.now().replace(second=0, microsecond=0)
        board.save(update_fields=["begun_at"])


def ends_at(board: Retrospective) -> datetime | None:
    """None before the meeting has begun today; a board that goes on next week begins anew."""
    begun = board.begun_at
    if begun is None or timezone.localtime(begun).date() != timezone.localdate():
        return None
    return begun + LENGTH


def minutes_left(board: Retrospective) -> int | None:
    end = ends_at(board)
    return max(0, ceil((end - timezone.now()).total_seconds() / 60)) if end else None
