"""The life of an opportunity: from which state to which, by which verb."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.states import Table


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
