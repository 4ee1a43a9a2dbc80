from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mobility.paths.models import JobProfile
from people.forms import HouseForm
from people.persons.models import Person


class GoalForm(HouseForm):
    MONTHS = [
        (12, _("Om ett år")),
        (24, _("Om två år")),
        (36, _("Om tre år")),
        (60, _("Om fem år")),
    ]

    job_profile = forms.ModelChoiceField(
        label=_("Vad vill du arbeta som?"),
        queryset=JobProfile.objects.none(),
        error_messages={"required": _("Välj en roll.")},
    )
    months = forms.TypedChoiceField(label=_("När?"), coerce=int, choices=MONTHS, initial=36)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["job_profile"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = JobProfile.objects.visible_to(person)
