"""The field where one ticks what something helps with."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import get_language

from people.goals import Goal
from people.ordering import swedish
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


def goal_choices(used: models.QuerySet[Any] | Iterable[int]) -> list[tuple[str, str]]:
    """For a list's choices: the four goals, and under each those of the `used` sub-goals' keys.

    One query. A sub-goal of hidden things alone is not there.
    """
    found = list(Subgoal.objects.filter(pk__in=used).select_related("organisation"))
    several = len({one.organisation_id for one in found}) > 1
    return [
        choice
        for goal in Goal
        for choice in (
            (goal.value, str(goal.label)),
            *((one.key, f"– {label(one, several)}") for one in found if one.goal == goal),
        )
    ]


def goals_named(read: Mapping[str, str]) -> dict[str, str]:
    """The goals among these keys, and under each its sub-goals by the names that were read."""
    return {
        key: str(goal.label) if key == goal else f"– {name}"
        for goal in Goal
        for key, name in sorted(read.items(), key=lambda one: (":" in one[0], swedish(one[1])))
        if key.partition(":")[0] == goal
    }


def own_name(path: str) -> Any:
    """What a query reads as the name of a sub-goal, in the reader's language, with whose it is."""
    name: Any = F(f"{path}__name_sv")
    if (get_language() or "").startswith("en"):
        name = Coalesce(NullIf(F(f"{path}__name_en"), Value("")), name)
    return Concat(name, Value(" ("), F(f"{path}__organisation__name"), Value(")"))
