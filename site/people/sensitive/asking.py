"""Asking, before anything is saved, whether something sensitive may stand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import HouseForm
from people.sensitive.matters import matters

STANDS = "may_stand"


class AskingForm(HouseForm):
    """`asked_of` are the fields where people write about themselves or each other."""

    asked_of: tuple[str, ...] = ()

    def full_clean(self) -> None:
        if self.is_bound:
            self._ask()
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.cleaned_data.pop(STANDS, None)
        return cleaned

    def _ask(self) -> None:
        texts = [str(self.data.get(self.add_prefix(name), "")) for name in self.asked_of]
        found = matters("\n".join(texts))
        if found or self.add_prefix(STANDS) in self.data:
            self.fields[STANDS] = may_stand(found)


def may_stand(found: list[str]) -> forms.BooleanField:
    words = ", ".join(f"”{one}”" for one in found)
    said: dict[str, Any] = {
        "required": _(
            "Är det en känslig uppgift? %(words)s kan säga något om hälsa eller facket. "
            "Ta bort det, eller kryssa i att det får stå."
        )
        % {"words": words}
    }
    return forms.BooleanField(
        label=gettext_lazy("Det får stå"),
        help_text=gettext_lazy("Du bestämmer. De som läser det här läser också de orden."),
        required=bool(found),
        error_messages=said,
    )
