from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.grounds.models import Ground
from people.forms import HouseForm, NameField


class GroundForm(HouseForm):
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=Ground.Kind.choices)
    name = NameField(
        label=_("Vad heter det?"),
        help_text=_("Till exempel SoL, Treserva eller ramavtalet för tolkar."),
        max_length=120,
    )


class ChangeForm(HouseForm):
    note = NameField(
        label=_("Vad ändras, och när?"),
        help_text=_("Till exempel: SoL ändras 1 juli. Alla som läser lärdomarna ser det."),
        max_length=200,
    )


class NamedChangeForm(GroundForm, ChangeForm):
    """For something that is not in the list: perhaps only lessons one does not read rest on it."""

    field_order = ("kind", "name", "note")
