"""What any member can rewrite before others read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.articles.drafts import Draft
from knowledge.articles.forms import area
from knowledge.articles.models import QUICK, SECTIONS
from knowledge.retrospectives.proposals.readers import choices_of
from people.audience import Audience
from people.forms import HouseForm, HouseModelForm
from people.organisations.models import Team


class RewriteForm(HouseModelForm):
    """The questions of a lesson; of the longer ones those that have an answer.

    What the page did not ask for stays as another may have written it meanwhile.
    """

    mark_optional = False

    class Meta:
        model = Draft
        fields = ("title", *SECTIONS)

    def __init__(self, *args: Any, instance: Draft, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        for name in SECTIONS:
            is_asked = name in self.data if self.is_bound else getattr(instance, name)
            if name in QUICK or is_asked:
                self.fields[name] = area(name, self.fields[name].label)
            else:
                del self.fields[name]


class OutcomeForm(HouseForm):
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    themes = forms.CharField(
        label=_("Teman"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett på varje rad."),
    )
    learned = forms.CharField(
        label=_("Vad lärde vi oss?"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    next_up = forms.CharField(
        label=_("Vad gör vi nu?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    with_unit = forms.BooleanField(
        label=_("Visa vilken enhet vi är"),
        required=False,
        help_text=_("Annars står bara organisationen."),
    )
    audience = forms.ChoiceField(
        label=_("Vem får läsa?"),
        help_text=_(
            "Teamet, veckan och ni som var med nämns inte. Hos myndigheter, kommuner och regioner "
            "blir texten en allmän handling när ni publicerar."
        ),
    )

    def __init__(self, *args: Any, team: Team, kept: Audience | None = None, **kwargs: Any) -> None:
        """`kept` is what was chosen before; the team may have had another unit then."""
        super().__init__(*args, **kwargs)
        own = choices_of(team)
        if kept:
            own.setdefault(kept.key, str(kept))
        self.fields["audience"].choices = list(own.items())  # type: ignore[attr-defined]
        if team.unit_id is None:
            del self.fields["with_unit"]
