"""What a team chooses about its board."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.formats import FEWEST, LONGEST, MOST, Columns, Format
from knowledge.retrospectives.mood import Mood
from people.forms import HouseForm, NameField

OWN = [f"own_{place}" for place in range(1, MOST + 1)]


class ColumnsForm(HouseForm):
    """Without a format: the columns that the team had last."""

    format = forms.ChoiceField(
        label=_("Vilka kolumner vill ni ha?"),
        choices=Format.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, columns: Columns, **kwargs: Any) -> None:
        names = dict(zip(OWN, columns.own_columns, strict=False))
        kwargs.setdefault("initial", {"format": columns.format, **names})
        super().__init__(*args, **kwargs)
        for place, name in enumerate(OWN, 1):
            label = _("Kolumn %(number)s") % {"number": place}
            self.fields[name] = NameField(label=label, max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any] | None:
        names = self.own_names
        if self.cleaned_data.get("format") == Format.OWN:
            if len(names) < FEWEST:
                raise ValidationError(_("Skriv namn på minst två egna kolumner."))
            if len({name.casefold() for name in names}) < len(names):
                raise ValidationError(_("Två av kolumnerna heter likadant."))
        return super().clean()

    @property
    def own_names(self) -> list[str]:
        return [self.cleaned_data[name] for name in OWN if self.cleaned_data.get(name)]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in OWN]

    @property
    def is_own(self) -> bool:
        return bool(self["format"].value() == Format.OWN)

    @property
    def columns(self) -> Columns | None:
        chosen = self.cleaned_data["format"]
        own = self.own_names if chosen == Format.OWN else []
        return Columns(chosen, own) if chosen else None


class OpenForm(ColumnsForm):
    names = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class MoodForm(HouseForm):
    mood = forms.ChoiceField(
        label=_("Hur har din vecka varit?"),
        choices=Mood.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Vi räknar svaren utan att spara vem som svarade vad. "
            "Ni ser dem när lapparna visas, om minst fem har svarat."
        ),
        error_messages={"required": _("Välj ett av svaren.")},
    )
