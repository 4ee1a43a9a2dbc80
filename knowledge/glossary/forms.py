from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.glossary import spelling
from knowledge.glossary.actions import Place
from knowledge.glossary.models import Term, TermVersion
from people.forms import HouseForm, NameField

LARGEST_FILE = 1_000_000  # bytes


def _length(name: str) -> int | None:
    return Term._meta.get_field(name).max_length  # type: ignore[union-attr]


class TermForm(HouseForm):
    word = NameField(
        label=_("Ord eller förkortning"),
        max_length=_length("word"),
        error_messages={"required": _("Skriv ordet.")},
    )
    meaning = NameField(
        label=_("Vad betyder det?"),
        help_text=_("Skriv ut förkortningen, eller säg det med några vanliga ord."),
        max_length=_length("meaning"),
        error_messages={"required": _("Skriv vad ordet betyder.")},
    )
    explanation = forms.CharField(
        label=_("Förklaring"),
        help_text=_("För den som inte arbetar med det här. Två eller tre meningar räcker."),
        required=False,
        max_length=_length("explanation"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_word(self) -> str:
        word = str(self.cleaned_data["word"])
        if not spelling.key(word):
            raise ValidationError(_("Skriv ett ord med bokstäver eller siffror."))
        return word

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("word", "meaning", "explanation")}


class NewTermForm(TermForm):
    """Where the word holds is asked only of those who have several places."""

    place = forms.ChoiceField(
        label=_("Var betyder det så?"),
        help_text=_("Har enheten en egen betydelse går den före organisationens."),
    )

    def __init__(self, *args: Any, places: list[tuple[Place, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place, _label in places}
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(place.key, label) for place, label in places]

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class RetireForm(HouseForm):
    because = NameField(
        label=_("Varför används det inte längre?"),
        max_length=TermVersion._meta.get_field("because").max_length,
        error_messages={"required": _("Skriv ett skäl, några ord räcker.")},
    )


class ImportForm(HouseForm):
    file = forms.FileField(
        label=_("Fil med ord"),
        help_text=_("CSV med kolumnerna ord, betydelse, förklaring och enhet. Högst 2 000 rader."),
        error_messages={"required": _("Välj en fil.")},
    )
    organisation = forms.ChoiceField(label=_("Vems ord är det?"))

    def __init__(self, *args: Any, places: list[tuple[Place, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place, _label in places if not place.unit}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(place.key, label) for place, label in places if not place.unit]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("Filen är för stor. Dela den i flera."))
        return file

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["organisation"]]
