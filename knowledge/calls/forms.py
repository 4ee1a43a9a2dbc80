from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.calls.actions import readers_for
from knowledge.calls.models import MOST_PLACES, Call, CallJoining
from people.forms import HouseModelForm
from people.organisations.models import Unit
from people.persons.models import Person

LONGEST = 3_000
FURTHEST = timedelta(days=366)


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
    audience = forms.ChoiceField(
        label=_("Vem får se inbjudan?"),
        help_text=_("Bara de som får läsa lärdomen ser den, även om du väljer fler här."),
    )

    class Meta:
        model = Call
        fields = ("text", "places", "deadline", "audience", "unit")
        widgets = {"deadline": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, one.label) for one in readers_for(person)]
        stored = self.instance.audience if self.instance.audience_id else None
        if stored is not None and stored.key not in dict(choices):
            choices.insert(0, (stored.key, str(stored)))
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
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

    def clean_deadline(self) -> Any:
        day, today = self.cleaned_data["deadline"], timezone.localdate()
        if not today <= day <= today + FURTHEST:
            raise forms.ValidationError(_("Välj en dag från i dag till om ett år."))
        return day


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
