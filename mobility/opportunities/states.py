"""The life of an opportunity: from which state to which, by which verb."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Väntar på godkännande")
    OPEN = "open", _("Öppet")
    SELECTING = "selecting", _("Urval pågår")
    FILLED = "filled", _("Tillsatt")
    UNFILLED = "unfilled", _("Ej tillsatt")
    ONGOING = "ongoing", _("Pågår")
    COMPLETED = "completed", _("Avslutat")
    CANCELLED = "cancelled", _("Inställt")


Table = dict[str, tuple[frozenset[str], str]]

TRANSITIONS: Table = {
    "submit": (frozenset({State.DRAFT}), State.SUBMITTED),
    "approve": (frozenset({State.SUBMITTED}), State.OPEN),
    "open": (frozenset({State.SUBMITTED}), State.OPEN),
    "return": (frozenset({State.SUBMITTED}), State.DRAFT),
    "select": (frozenset({State.OPEN}), State.SELECTING),
    "fill": (frozenset({State.OPEN, State.SELECTING}), State.FILLED),
    "close": (frozenset({State.SELECTING}), State.UNFILLED),
    "cancel": (
        frozenset({State.DRAFT, State.SUBMITTED, State.OPEN, State.SELECTING, State.FILLED}),
        State.CANCELLED,
    ),
}
PUBLISHED = (State.OPEN, State.SELECTING, State.FILLED)


class NotNow(Exception):
    """The verb is not possible in the state that the thing is in."""


def after(state: str, verb: str, table: Table = TRANSITIONS) -> str:
    """The state that the verb leads to; NotNow if it does not begin in this one."""
    begins, ends = table[verb]
    if state not in begins:
        raise NotNow(f"{verb} is not possible in {state}")
    return ends


def may(state: str, verb: str, table: Table = TRANSITIONS) -> bool:
    return state in table[verb][0]
