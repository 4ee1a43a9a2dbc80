from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm

LONGEST = 1000


class DecisionForm(HouseForm):
    comment = forms.CharField(
        label=_("Ord till den som skrev"),
        help_text=_("Behövs när något ska ändras. Säg vad."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    says = forms.ChoiceField(
        choices=(("approve", "approve"), ("reject", "reject")), widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        refuses = self.cleaned_data.get("says") == "reject"
        if refuses and not self.cleaned_data.get("comment", "").strip():
            self.add_error("comment", _("Skriv vad som behöver ändras."))
        return cleaned
