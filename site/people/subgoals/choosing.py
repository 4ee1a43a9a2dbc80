"""The field where one ticks what something helps with."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.db import models

from people.goals import Goal
from people.persons.models import Person
from people.subgoals.keys import keys, marks, subgoals_in
from people.subgoals.models import Subgoal


class GoalsWidget(forms.CheckboxSelectMultiple):
    template_name = "people/subgoals/ticks.html"


class GoalsField(forms.MultipleChoiceField):
    """The four goals; `offer` adds the sub-goals of the person's organisations under them.

    Its value is a list of keys where every sub-goal stands with its goal. See `keys`.
    """

    widget = GoalsWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Goal.choices, required=kwargs.pop("required", False), **kwargs)

    def offer(self, person: Person, kept: Iterable[str] = ()) -> None:
        """`kept` are the keys that the thing has already, retired ones too."""
        here = person.belonging.organisations
        offered = list(Subgoal.objects.offered(here, subgoals_in(kept)))
        several = len({one.organisation_id for one in offered}) > 1
        self.choices = [
            choice
            for goal in Goal
            for choice in (
                (goal.value, goal.label),
                *((one.key, label(one, several)) for one in offered if one.goal == goal),
            )
        ]

    def clean(self, value: Any) -> list[str]:
        return keys(marks(super().clean(value)))


def label(one: Subgoal, several: bool) -> str:
    """With whose it is where those of several organisations stand together."""
    return f"{one.name} ({one.organisation})" if several else one.name


def goal_choices(rows: models.QuerySet[Any]) -> list[tuple[str, str]]:
    """For a list's choices: the four goals, and under each the sub-goals that `rows` (marks) name.

    One query. A sub-goal of hidden things alone is not there.
    """
    return _with_own(Subgoal.objects.filter(pk__in=rows.values("subgoal")))


def goals_named(chosen: Collection[str]) -> dict[str, str]:
    """Of these keys: the goals, and under each its sub-goals. A query if there are any of those."""
    own = subgoals_in(chosen)
    used = Subgoal.objects.filter(pk__in=own) if own else Subgoal.objects.none()
    return {key: name for key, name in _with_own(used) if key in chosen}


def _with_own(used: models.QuerySet[Subgoal]) -> list[tuple[str, str]]:
    found = list(used.select_related("organisation"))
    several = len({one.organisation_id for one in found}) > 1
    return [
        choice
        for goal in Goal
        for choice in (
            (goal.value, str(goal.label)),
            *((one.key, f"– {label(one, several)}") for one in found if one.goal == goal),
        )
    ]
