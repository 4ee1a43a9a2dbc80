"""What a thing says that it helps with, whatever kind of thing it is."""

from collections.abc import Iterable
from typing import Any

from people.goals import Goal
from people.subgoals.keys import keys, marks
from people.subgoals.models import Subgoal


class HasGoals:
    """Facts of a model whose `goal_marks` have `goal` and `subgoal`; no query once prefetched."""

    goal_marks: Any

    @property
    def goals(self) -> list[Goal]:
        chosen = {mark.goal for mark in self.goal_marks.all()}
        return [goal for goal in Goal if goal in chosen]

    @property
    def subgoals(self) -> list[Subgoal]:
        return [mark.subgoal for mark in self.goal_marks.all() if mark.subgoal]

    @property
    def goal_keys(self) -> list[str]:
        """Goals and sub-goals, as forms and addresses name them."""
        return keys(marks(keys((one.goal, one.subgoal_id) for one in self.goal_marks.all())))


def mark(thing: HasGoals, chosen: Iterable[str]) -> None:
    """Exactly these keys from now on; what has been there stays."""
    wanted = marks(chosen)
    have = {(one.goal, one.subgoal_id): one.pk for one in thing.goal_marks.all()}
    gone = [pk for pair, pk in have.items() if pair not in wanted]
    thing.goal_marks.filter(pk__in=gone).delete()
    for goal, subgoal in wanted:
        if (goal, subgoal) not in have:
            thing.goal_marks.create(goal=goal, subgoal_id=subgoal)
