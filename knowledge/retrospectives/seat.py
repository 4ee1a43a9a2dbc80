"""What a member sees of the board that is nobody else's."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID, uuid4

from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from knowledge.retrospectives import anonymity, mood
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.gathering import VOTES
from knowledge.retrospectives.models import Attendance, Retrospective
from people.persons.models import Person


def own_name(person: Person, about: str) -> str:
    """What a shared browser keeps something of a person under: 64 letters, stored nowhere.

    Only the pages of whoever is signed in tell it; whoever signs in next has another one.
    """
    salt = "knowledge.retrospectives.own_name"
    return salted_hmac(salt, f"{about} {person.pk}", algorithm="sha256").hexdigest()


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
    def store(self) -> str:
        """The name under which this browser keeps the keys of one's cards."""
        return own_name(self.person, f"store {self.board.pk}")[:32]

    @property
    def seal(self) -> str:
        """The end of each of those keys, which the browser does not keep: alone they open nothing.

        Whoever sits down at the same computer and looks in its memory finds the rest.
        """
        return own_name(self.person, f"seal {self.board.pk}")[:32]

    @cached_property
    def is_counted(self) -> bool:
        """Whether a card written here counts its writer: the ticket lies in this browser."""
        return bool(anonymity.mark_of(self.ticket, self.board)) if self.ticket else False

    @property
    def may_answer_mood(self) -> bool:
        """As far as the browser's ticket tells."""
        return mood.may_answer(self.board, self.ticket)

    @property
    def once(self) -> UUID:
        """What the ticket is made of; not `{% once %}`, whose keys are stored as they are."""
        return uuid4()
