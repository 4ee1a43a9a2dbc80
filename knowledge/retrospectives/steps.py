"""The steps of a Friday. One may go back and forth until the full stop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    WRITE = "write", _("Skriv")
    GROUP = "group", _("Samla")
    VOTE = "vote", _("Rösta")
    TALK = "talk", _("Prata")
    CLOSED = "closed", _("Punkt")


ORDER = list(Step)
AFTER_REVEAL = {Step.GROUP, Step.VOTE, Step.TALK}


def may_go(*, here: str, there: str, revealed: bool) -> bool:
    """Whether the board can be taken from step to step. Only the full stop closes it."""
    if Step.CLOSED in (here, there):
        return False
    return there == Step.WRITE or (revealed and there in AFTER_REVEAL)


def following(step: str) -> Step | None:
    """The next step that one goes to by a button; the full stop has a page of its own."""
    place = ORDER.index(Step(step)) + 1
    return ORDER[place] if place < len(ORDER) - 1 else None
