"""A goal is `climate`; an organisation's sub-goal is `climate:12`. Pure text."""

from collections.abc import Iterable

from django.db.models import Q

from people.goals import Goal

MOST_DIGITS = 9


def split(key: str) -> tuple[str, int | None] | None:
    """The goal and the id of the sub-goal, if there is one; None for what is no key."""
    goal, colon, pk = key.partition(":")
    if goal not in Goal.values:
        return None
    if not colon:
        return goal, None
    return (goal, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) <= MOST_DIGITS else None


def marks(keys: Iterable[str]) -> list[tuple[str, int | None]]:
    """One for each goal and sub-goal, in the goals' order; a sub-goal brings its goal."""
    chosen = {pair for key in keys if (pair := split(key))}
    chosen |= {(goal, None) for goal, _pk in chosen}
    order = list(Goal.values)
    return sorted(chosen, key=lambda one: (order.index(one[0]), one[1] or 0))


def keys(pairs: Iterable[tuple[str, int | None]]) -> list[str]:
    return [goal if pk is None else f"{goal}:{pk}" for goal, pk in pairs]


def subgoals_in(chosen: Iterable[str]) -> list[int]:
    return [pk for _goal, pk in marks(chosen) if pk is not None]


def marked(key: str) -> Q:
    """The rows of a table of marks (`goal`, `subgoal`) that the key means."""
    goal, pk = split(key) or ("", None)
    return Q(goal=goal, subgoal=pk) if pk else Q(goal=goal, subgoal__isnull=True)
