from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.beginning.models import LONGEST
from people.forms import HouseForm, NameField
from search.analysis import asked

ANSWERS = (("yes", _("Ja")), ("no", _("Nej")))


class BeginningForm(HouseForm):
    text = NameField(
        label=_("Vad ska du göra?"),
        help_text=_("Några ord räcker. Till exempel: upphandla tolktjänst."),
        max_length=LONGEST,
        error_messages={"required": _("Skriv med några ord vad du ska göra.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not asked(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text


class AnswerForm(HouseForm):
    helped = forms.ChoiceField(label=_("Ditt svar"), choices=ANSWERS, widget=forms.RadioSelect)
    line = NameField(
        label=_("En rad om hur det gick"),
        help_text=_("Bara du ser den i Utbyte."),
        required=False,
        max_length=LONGEST,
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"helped": self.cleaned_data["helped"] == "yes", "line": self.cleaned_data["line"]}
