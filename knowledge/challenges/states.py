"""The life of a challenge, and of an answer that names a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("Öppen")
    CLOSED = "closed", _("Avslutad")
    WITHDRAWN = "withdrawn", _("Tillbakadragen")


class Shown(models.TextChoices):
    """An answer waits only while the person it names has not said yes or no."""

    ASKED = "asked", _("Väntar på ett ja")
    SHOWN = "shown", _("Visas")
    DECLINED = "declined", _("Tackade nej")


class Way(models.TextChoices):
    """What an answer consists of. The values stand in addresses."""

    WORDS = "ord", _("Några ord")
    LESSON = "lardom", _("En lärdom")
    PERSON = "person", _("Någon som vet")
    TRIAL = "provat", _("Vi har provat")
    OFFER = "plats", _("En plats hos oss")


Table = dict[str, tuple[frozenset[str], str]]

TRANSITIONS: Table = {
    "change": (frozenset({State.OPEN}), State.OPEN),
    "answer": (frozenset({State.OPEN}), State.OPEN),
    "close": (frozenset({State.OPEN}), State.CLOSED),
    "withdraw": (frozenset({State.OPEN}), State.WITHDRAWN),
    "extend": (frozenset({State.OPEN, State.CLOSED, State.WITHDRAWN}), State.OPEN),
}
ANSWERS: Table = {
    "yes": (frozenset({Shown.ASKED}), Shown.SHOWN),
    "no": (frozenset({Shown.ASKED, Shown.SHOWN}), Shown.DECLINED),
}
PUBLISHED = (State.OPEN, State.CLOSED)


class NotNow(Exception):
    """The verb is not possible in the state that the thing is in."""


def after(state: str, verb: str, table: Table = TRANSITIONS) -> str:
    """The state that the verb leads to; NotNow if it does not begin in this one."""
    begins, ends = table[verb]
    if state not in begins:
        raise NotNow(f"{verb} is not possible in {state}")
    return ends
