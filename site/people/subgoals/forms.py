from typing import Any

from django.utils.translation import gettext_lazy as _

from people.forms import HouseModelForm, NameField
from people.subgoals.models import Subgoal


class RenameForm(HouseModelForm):
    name_sv = NameField(
        label=_("Namn"),
        help_text=_("Så som ni säger det till vardags, till exempel Fossilfria resor."),
        max_length=120,
        error_messages={"required": _("Skriv vad delmålet heter.")},
    )
    name_en = NameField(
        label=_("Namn på engelska"),
        help_text=_("Visas för den som läser på engelska. Annars visas det svenska."),
        max_length=120,
        required=False,
    )

    class Meta:
        model = Subgoal
        fields: tuple[str, ...] = ("name_sv", "name_en")

    def validate_constraints(self) -> None:
        """The action decides about the name."""

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class SubgoalForm(RenameForm):
    class Meta(RenameForm.Meta):
        fields = ("goal", "name_sv", "name_en")
