"""What applicant, owner and home manager write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mobility.applications.models import LONGEST_LETTER, Application, Consent
from mobility.applications.states import Answer
from people.forms import HouseModelForm
from people.sensitive.asking import AskingForm


class ApplyForm(AskingForm):
    asked_of = ("letter",)

    letter = forms.CharField(
        label=_("Varför vill du?"),
        help_text=_("Några meningar räcker. Vad vill du lära dig, och vad kommer du med?"),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Skriv några meningar om varför."),
            "max_length": _("Brevet får vara högst %(limit_value)d tecken. Korta det lite."),
        },
    )
    ask_manager = forms.BooleanField(
        label=_("Fråga min chef nu"),
        help_text=_(
            "Annars får chefen veta det först när den som tar emot vill erbjuda dig plats."
        ),
        required=False,
    )


class RejectForm(AskingForm):
    asked_of = ("note",)

    reason = forms.ChoiceField(
        label=_("Skäl"),
        choices=[one for one in Application.Reason.choices if one[0] != "cancelled"],
    )
    note = forms.CharField(
        label=_("Med egna ord"),
        help_text=_("Den som sökte läser det här."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConsentForm(AskingForm, HouseModelForm):
    """What the answer needs depends on it, so no field is marked as optional."""

    mark_optional = False
    asked_of = ("reason",)

    state = forms.ChoiceField(
        label=_("Ditt svar"),
        choices=[
            (Answer.GRANTED, _("Ja, det går")),
            (Answer.DEFERRED, _("Inte nu, men senare")),
            (Answer.REFUSED, _("Nej")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett svar.")},
    )
    reason = forms.CharField(
        label=_("Varför inte nu?"),
        help_text=_("Behövs om du svarar senare eller nej. Din medarbetare läser det."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Consent
        fields = ("share", "starts_on", "ends_on", "earliest")
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("starts_on", "ends_on", "earliest")
        }
        help_texts = {"earliest": _("Behövs om du svarar senare.")}

    field_order = ("state", "share", "starts_on", "ends_on", "reason", "earliest")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        state, start, end = said.get("state"), said.get("starts_on"), said.get("ends_on")
        if state in (Answer.DEFERRED, Answer.REFUSED) and not said.get("reason"):
            self.add_error("reason", _("Skriv varför."))
        if state == Answer.DEFERRED and not said.get("earliest"):
            self.add_error("earliest", _("Skriv när det tidigast går."))
        if state == Answer.GRANTED and not said.get("share"):
            self.add_error("share", _("Skriv hur stor del av tiden det gäller."))
        if start and end and end < start:
            self.add_error("ends_on", _("Slutdagen ligger före startdagen."))
        return cleaned
