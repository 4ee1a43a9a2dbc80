"""The steps of a Friday. One may skip them, turn them round and go back until the full stop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    FOLLOW = "follow", _("Följ upp")
    WRITE = "write", _("Skriv")
    GROUP = "group", _("Samla")
    VOTE = "vote", _("Rösta")
    TALK = "talk", _("Prata")
    CLOSED = "closed", _("Punkt")


ORDER = list(Step)
WRITING = {Step.FOLLOW, Step.WRITE}  # cards are written in both, so that nobody has to wait
AFTER_REVEAL = {Step.GROUP, Step.VOTE, Step.TALK}


def may_go(*, here: str, there: str, revealed: bool) -> bool:
    """Whether the board can be taken from step to step. Only the full stop closes it."""
    if Step.CLOSED in (here, there):
        return False
    return there in WRITING or (revealed and there in AFTER_REVEAL)


def open_from(step: str, *, revealed: bool) -> list[Step]:
    """The other steps that one can go to now, in their usual order."""
    return [one for one in ORDER if one != step and may_go(here=step, there=one, revealed=revealed)]


def following(step: str) -> Step | None:
    """The next step that one goes to by a button; the full stop has a page of its own."""
    place = ORDER.index(Step(step)) + 1
    return ORDER[place] if place < len(ORDER) - 1 else None
