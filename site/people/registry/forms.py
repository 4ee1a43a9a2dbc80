from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm, NameField
from people.organisations.models import Organisation, Team
from people.registry.asking import teams_called


class AskForm(HouseForm):
    team = NameField(
        label=_("Vad heter teamet?"),
        max_length=120,
        help_text=_("Hela namnet. Här finns ingen lista, för teamen är medlemmarnas egna."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = forms.DateField(
        label=_("Vilken vecka?"),
        help_text=_("Välj en dag i veckan."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Skriv dagen som 2026-11-30.")},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_team(self) -> Team:
        teams = teams_called(self.organisation, self.cleaned_data["team"])
        if len(teams) > 1:
            raise ValidationError(
                _("Flera team heter så. Skriv namnet med samma stora och små bokstäver som teamet.")
            )
        if not teams:
            raise ValidationError(
                _(
                    "Inget team hos er heter så. Fråga den som begär ut vad teamet heter, eller "
                    "er administratör."
                )
            )
        return teams[0]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day.year < 2000 or day > timezone.localdate():
            raise ValidationError(_("Välj en dag som har varit, eller i dag."))
        return day
