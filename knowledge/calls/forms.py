from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.calls.actions import readers_for
from knowledge.calls.models import MOST_PLACES, Call, CallJoining
from people.choosing import ReadersField
from people.forms import DayField, HouseModelForm
from people.organisations.models import Unit
from people.persons.models import Person

LONGEST = 3_000


class OwnUnits(HouseModelForm):
    """Asks for the unit only when the person works in several."""

    def __init__(self, *args: Any, units: dict[int, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        chosen = Unit.objects.filter(pk__in=list(units)).select_related("organisation")
        field.queryset = chosen
        field.label_from_instance = _with_employer  # type: ignore[method-assign, assignment]
        if len(units) < 2:
            del self.fields["unit"]

    def _post_clean(self) -> None:
        """What is stored changes in the action only."""

    def unit(self) -> Unit:
        chosen: Unit | None = self.cleaned_data.pop("unit", None)
        return chosen or next(iter(self.units.values()))


class CallForm(OwnUnits):
    text = forms.CharField(
        label=_("Vad vill ni prova, och hur?"),
        help_text=_("Skriv vad ni tänker göra, när, och vad den som är med behöver göra."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    places = forms.IntegerField(
        label=_("Hur många organisationer söker ni?"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=2,
    )
    deadline = DayField(label=_("Svara senast"))
    audience = ReadersField(
        label=_("Vem får se inbjudan?"),
        help_text=_("Bara de som får läsa lärdomen ser den, även om du väljer fler här."),
    )

    class Meta:
        model = Call
        fields = ("text", "places", "deadline", "audience", "unit")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.audience if self.instance.audience_id else None
        readers, day = self.fields["audience"], self.fields["deadline"]
        assert isinstance(readers, ReadersField) and isinstance(day, DayField)
        readers.offer([(one.key, one.label) for one in readers_for(person)], person, kept=stored)
        day.kept = self.instance.deadline
        if stored is not None:
            self.initial["audience"] = stored.key

    def clean_places(self) -> int:
        places: int = self.cleaned_data["places"]
        taken = self.instance.taken
        if places < taken:
            text = ngettext(
                "Ni har redan tackat ja till %(taken)s. Välj minst så många.",
                "Ni har redan tackat ja till %(taken)s. Välj minst så många.",
                taken,
            )
            raise forms.ValidationError(text % {"taken": taken})
        return places


class JoinForm(OwnUnits):
    message = forms.CharField(
        label=_("Varför vill ni vara med?"),
        help_text=_("Läses av er och av dem som frågar."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = CallJoining
        fields = ("message", "unit")


def _with_employer(unit: Unit) -> str:
    return f"{unit.name}, {unit.organisation.name}"
