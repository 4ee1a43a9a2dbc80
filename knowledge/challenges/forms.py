"""Asking, answering, closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.articles import topics
from knowledge.articles.readers import choices_for
from knowledge.challenges.models import Challenge
from people.choosing import ReadersField, chosen_choice
from people.forms import DayField, HouseForm, HouseModelForm, NameField
from people.persons.models import Person
from people.subgoals.choosing import GoalsField


class ChallengeForm(HouseModelForm):
    title = NameField(
        label=_("Vad vill du veta?"),
        help_text=_("Som en fråga, till exempel Hur fick ni med nattpersonalen?"),
        max_length=200,
        error_messages={"required": _("Skriv vad du vill veta.")},
    )
    deadline = DayField(
        label=_("Svara senast"), help_text=_("Du får en påminnelse, och kan ge mer tid.")
    )
    topics = forms.CharField(
        label=_("Ämnen"),
        help_text=_("Ord som andra letar efter, med komma emellan."),
        required=False,
        max_length=500,
    )
    goals = GoalsField(label=_("Vad bidrar det till?"))
    audience = ReadersField(
        label=_("Vem frågar du?"),
        help_text=_(
            "De ser frågan och svaren. Hos myndigheter, kommuner och regioner är de "
            "allmänna handlingar, som kan begäras ut."
        ),
        error_messages={"required": _("Välj vem du frågar.")},
    )

    class Meta:
        model = Challenge
        fields = ("title", "question", "tried", "deadline", "audience", "topics", "goals")
        widgets = {
            "question": forms.Textarea(attrs={"rows": 5}),
            "tried": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "question": _("Vad är problemet, och vad skulle du ha nytta av? Skriv inga namn."),
            "tried": _("Då slipper du råd som du redan har följt."),
        }
        error_messages = {"question": {"required": _("Skriv ett par meningar om problemet.")}}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance if self.instance.pk else None
        readers, goals, day = (self.fields[name] for name in ("audience", "goals", "deadline"))
        assert isinstance(readers, ReadersField) and isinstance(goals, GoalsField)
        assert isinstance(day, DayField)
        choices = [(one.key, one.label) for one in choices_for(person)]
        choices.insert(-2, chosen_choice())
        readers.offer(choices, person, kept=stored.audience if stored else None)
        goals.offer(person, kept=stored.goal_keys if stored else ())
        day.kept = stored.deadline if stored else None
        if stored:
            self.initial = {
                **self.initial,
                "audience": stored.audience.key,
                "goals": stored.goal_keys,
                "topics": ", ".join(one.name for one in stored.topics.all()),
            }

    def clean_topics(self) -> str:
        names = topics.split(self.cleaned_data["topics"])
        if len(names) > topics.MOST or any(len(name) > topics.LONGEST for name in names):
            raise forms.ValidationError(_("Skriv högst åtta ämnen, vart och ett på ett par ord."))
        return ", ".join(names)

    def _post_clean(self) -> None:
        """The action writes what the form says; the audience is no audience here yet."""

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class CloseForm(HouseForm):
    outcome = forms.CharField(
        label=_("Vad blev det av det?"),
        help_text=_("En eller två meningar räcker. Den som har samma fråga läser dem först."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en mening om vad det blev av det.")},
    )


class TimeForm(HouseForm):
    deadline = DayField(label=_("Svara senast"))
