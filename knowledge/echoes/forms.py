from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.echoes.labels import Label
from knowledge.echoes.sharing import MOST
from people.forms import HouseForm


class ShareForm(HouseForm):
    labels = forms.MultipleChoiceField(
        label=_("Vad mötte ni?"),
        choices=Label.choices,
        help_text=_("Högst tre."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett ämne, eller låt bli.")},
    )

    def clean_labels(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["labels"]
        if len(set(chosen)) > MOST:
            raise ValidationError(_("Välj högst tre."))
        return chosen
