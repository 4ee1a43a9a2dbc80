"""What a member sees of the board that is nobody else's."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID, uuid4

from django.utils.translation import ngettext

from knowledge.retrospectives import mood
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.gathering import VOTES
from knowledge.retrospectives.models import Attendance, Retrospective
from people.persons.models import Person


class Seat:
    """`ticket` is what the member's browser sent along; see `anonymity.py`."""

    def __init__(self, board: Retrospective, person: Person, ticket: str = "") -> None:
        self.board, self.person, self.ticket = board, person, ticket

    @cached_property
    def _attendance(self) -> Attendance | None:
        return self.board.attendances.filter(person=self.person).first()

    @property
    def is_here(self) -> bool:
        return self._attendance is not None

    @property
    def votes_left(self) -> int:
        return VOTES - self._attendance.votes_given if self._attendance else VOTES

    @property
    def votes_words(self) -> list[str]:
        """What to say with none left, with one, and so on: the page counts down by itself."""
        return [
            ngettext("Du har %(left)s röst kvar.", "Du har %(left)s röster kvar.", left)
            % {"left": left}
            for left in range(VOTES + 1)
        ]

    @cached_property
    def cards(self) -> list[Card]:
        """One's own with a name, until all are shown; those without names only their keys find."""
        return list(self.board.cards.unshown_of(self.person))

    @property
    def may_answer_mood(self) -> bool:
        """As far as the browser's ticket tells."""
        return mood.may_answer(self.board, self.ticket)

    @property
    def once(self) -> UUID:
        """A new one at each asking: what makes the second click the same as the first."""
        return uuid4()
