"""A field for one file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm


class UploadForm(HouseForm):
    """`whole` is sent last, so a request that was cut off lacks it."""

    mark_optional = False

    file = forms.FileField(
        label=_("Fil"),
        max_length=2_000,
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )
    whole = forms.CharField(widget=forms.HiddenInput, required=False, initial="1")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("whole") != "1":
            raise forms.ValidationError(_("Filen kom inte fram hel. Försök igen."), "cut")
        return cleaned
