"""What a whole team sees alike of its board right now. What is one's own is in `seat.py`."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from knowledge.retrospectives import anonymity, clock, mood, steps
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.follow_up import ENDINGS, NEW_ACTIONS
from knowledge.retrospectives.meeting import Meeting
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.parts import ColumnSeen, ThemeSeen
from knowledge.retrospectives.steps import Step
from people.ordering import by_name
from people.persons.models import Person


class BoardSeen:
    """Reads each table at most once, unless it is `known`, however many cards there are."""

    def __init__(self, board: Retrospective, **known: int) -> None:
        self.board = board
        vars(self).update(known)

    @cached_property
    def members(self) -> list[Person]:
        return list(self.board.team.people.order_by(by_name()))

    @cached_property
    def headcount(self) -> int:
        return len(self.members)

    @cached_property
    def all_cards(self) -> list[Card]:
        return list(self.board.cards.select_related("author", "theme"))

    @property
    def cards(self) -> list[Card]:
        """None before they are shown, whoever wrote; then all that the team has not put away."""
        return [card for card in self.all_cards if self.board.is_revealed and not card.is_hidden]

    @property
    def put_away(self) -> list[Card]:
        return [card for card in self.all_cards if card.is_hidden]

    @cached_property
    def columns(self) -> list[ColumnSeen]:
        waiting = {} if self.board.is_revealed else self._waiting()
        return [
            ColumnSeen(
                name,
                label,
                [card for card in self.cards if card.column == name],
                waiting.get(name, 0),
            )
            for name, label in self.board.columns.items()
        ]

    def _waiting(self) -> dict[str, int]:
        if self.board.is_anonymous:
            return anonymity.waiting_by_column(self.board)
        return Counter(card.column for card in self.all_cards)

    @property
    def waiting(self) -> int:
        return sum(column.hidden for column in self.columns)

    @property
    def may_choose_columns(self) -> bool:
        return not self.all_cards and not self.waiting

    @property
    def is_nearly_full(self) -> bool:
        return self.board.is_anonymous and self.waiting >= anonymity.SAY_AT

    @property
    def asks_mood(self) -> bool:
        """A team that is too small for its answers ever to be shown is not asked."""
        return len(self.members) >= mood.FEWEST

    @property
    def moods(self) -> list[tuple[str, int]]:
        return mood.counted(self.board)

    @cached_property
    def themes(self) -> list[ThemeSeen]:
        """Those with most votes first."""
        seen = [
            ThemeSeen(theme, [card for card in self.cards if card.theme_id == theme.pk])
            for theme in self.board.themes.select_related("proposal")
        ]
        return sorted(seen, key=lambda one: -one.votes)

    @property
    def loose(self) -> list[Card]:
        """Cards under no theme, those with most votes first."""
        loose = [card for card in self.cards if card.theme_id is None]
        return sorted(loose, key=lambda card: -card.votes)

    @cached_property
    def here(self) -> int:
        """How many have come in."""
        return self.board.attendances.count()

    @cached_property
    def _actions(self) -> list[Action]:
        open_or_new = Q(retrospective=self.board.pk) | Q(state=Action.State.OPEN)
        listed = Action.objects.filter(open_or_new, team=self.board.team_id)
        return list(listed.with_keeper())

    @property
    def actions(self) -> list[Action]:
        return [one for one in self._actions if one.retrospective_id == self.board.pk]

    @property
    def earlier_actions(self) -> list[Action]:
        return [one for one in self._actions if one.retrospective_id != self.board.pk]

    @property
    def endings(self) -> list[Action.State]:
        return ENDINGS

    @property
    def meeting(self) -> Meeting:
        return Meeting.in_week_of(self.board.team, timezone.localdate())

    @property
    def minutes_left(self) -> int | None:
        return clock.minutes_left(self.board)

    @property
    def ends_at(self) -> datetime | None:
        return clock.ends_at(self.board)

    @property
    def is_small(self) -> bool:
        return len(self.members) < anonymity.SMALLEST_TEAM

    @property
    def may_drop_names(self) -> bool:
        """On a board with names that nobody has written on."""
        board = self.board
        return not (board.is_anonymous or board.is_revealed or self.all_cards or self.is_small)

    @property
    def may_add_action(self) -> bool:
        return len(self.actions) < NEW_ACTIONS

    @property
    def frame(self) -> str:
        """What the page around the live parts depends on: when it differs, the page is old."""
        board = self.board
        columns = board.chosen_columns.fingerprint
        fixed = (board.step, board.is_anonymous, board.is_revealed)
        return " ".join(str(one) for one in (*fixed, columns))

    @property
    def steps(self) -> dict[str, Any]:
        return {
            "labels": [str(step.label) for step in steps.ORDER],
            "current": steps.ORDER.index(steps.Step(self.board.step)) + 1,
            "next": self._next(),
            "back": self._back(),
            "open": steps.open_from(self.board.step, revealed=self.board.is_revealed),
        }

    @property
    def is_writing(self) -> bool:
        return self.board.step in steps.WRITING

    def _next(self) -> Step | None:
        """By a button; before the cards are shown there is only the one to writing."""
        following = steps.following(self.board.step)
        return following if self.board.is_revealed or following in steps.WRITING else None

    def _back(self) -> Step | None:
        place = steps.ORDER.index(steps.Step(self.board.step))
        return steps.ORDER[place - 1] if place else None
