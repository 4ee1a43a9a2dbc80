"""One look and one set of manners for all forms."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.persons.names import clean_name
from people.sensitive import guard
from people.sensitive.numbers import without_numbers

log = logging.getLogger("utbyte.forms")
Given = TypeVar("Given")
OUTSIDE = {"csrfmiddlewaretoken", "next", "version", "action", "key"}
FURTHEST = timedelta(days=366)  # a last day that one may choose


class HouseRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


USUAL = forms.Field.default_error_messages["required"]
MISSING = (  # the first kind that fits says what to do
    ((forms.MultipleChoiceField, forms.ModelMultipleChoiceField), gettext_lazy("Välj minst en.")),
    ((forms.ChoiceField, forms.ModelChoiceField), gettext_lazy("Välj ett alternativ.")),
    (forms.BooleanField, gettext_lazy("Kryssa i rutan för att gå vidare.")),
    (forms.DateField, gettext_lazy("Välj en dag.")),
    (forms.Field, gettext_lazy("Fyll i det här.")),
)


class HouseForm(forms.Form):
    """Says what an unmade choice means, and logs the names of fields that nobody asked for.

    Personal identity numbers are gone before anything else reads what was sent. `taken_out` names
    the fields that had one.
    """

    taken_out: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") is USUAL:
                said = next(said for kinds, said in MISSING if isinstance(field, kinds))
                field.error_messages["required"] = said
            dashes = getattr(field, "empty_label", None) == BLANK_CHOICE_DASH[0][1]
            if isinstance(field, forms.ModelChoiceField) and dashes:
                field.empty_label = _("Välj") if field.required else _("Ingen")

    def full_clean(self) -> None:
        if self.is_bound:
            self.taken_out = guard.take_out(self) or self.taken_out
            guard.remember(str(self[name].label) for name in self.taken_out)
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        known = {self.add_prefix(name) for name in self.fields} | OUTSIDE
        own = f"{self.prefix}-" if self.prefix else ""
        sent = [name for name in self.data if name.startswith(own)]
        strange = sorted(name for name in sent if name not in known)
        if strange:
            names = [without_numbers(name) for name in strange[:10]]
            log.warning("%s got fields it does not have: %s", type(self).__name__, names)
        return super().clean()

    @property
    def has_words(self) -> bool:
        """Whether anything was written in it; what was chosen is not."""
        seen = self.visible_fields()
        return any(bound.value() for bound in seen if isinstance(bound.field, forms.CharField))


class HouseModelForm(HouseForm, forms.ModelForm):
    pass


def does(form: forms.BaseForm, act: Callable[[], Given]) -> Given | None:
    """What the act gives; None when it refuses, and then its reason stands on the form."""
    try:
        return act()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


class NameField(forms.CharField):
    """What something is called; invisible signs are gone before "required" looks."""

    def to_python(self, value: Any) -> str:
        return clean_name(str(super().to_python(value) or ""))


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people to tick. A number too large for the database is nobody."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": _("Okänd")}
            ) from None


class DayField(forms.DateField):
    """A last day: today or later, within a year."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": gettext_lazy("Välj en dag."),
        "invalid": gettext_lazy("Skriv dagen som 2026-11-30."),
        "past": gettext_lazy("Den dagen har varit. Välj en dag som kommer."),
        "far": gettext_lazy("Välj en dag inom ett år."),
    }
    kept: date | None = None

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and value != self.kept and value < today:
            raise forms.ValidationError(self.error_messages["past"], "past")
        if value and value > today + FURTHEST:
            raise forms.ValidationError(self.error_messages["far"], "far")
