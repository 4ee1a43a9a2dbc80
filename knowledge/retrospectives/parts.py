"""The parts of a board as a team sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import ngettext

from knowledge.retrospectives.cards import Card, Theme, votes_said


@dataclass(frozen=True)
class ColumnSeen:
    """`cards` may be read; `hidden` are others', with names: counted and no more."""

    name: str
    label: str
    cards: list[Card]
    hidden: int


class ThemeSeen(NamedTuple):
    """A theme and its cards, and the votes of both: those of a card follow it here."""

    theme: Theme
    cards: list[Card]

    @property
    def votes(self) -> int:
        return self.theme.votes + sum(card.votes for card in self.cards)

    @property
    def votes_said(self) -> str:
        return votes_said(self.votes)

    @property
    def cards_said(self) -> str:
        number = len(self.cards)
        return ngettext("%(number)s lapp", "%(number)s lappar", number) % {"number": number}
