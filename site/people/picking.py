"""Plain text fields that a script turns into lists of suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError


class Picker(forms.TextInput):
    """Text input that carries its suggestions' address; after a miss it offers what was near."""

    template_name = "components/_picker.html"
    suggest_url: Any = ""  # answers `?q=` with options of a list box
    longest: ClassVar[int] = 100

    class Media:
        css = {"all": ["css/picker.css"]}
        js = [forms.Script("js/picker.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": self.longest} | (attrs or {}))
        self.suggestions: list[Any] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = self.suggestions
        if self.suggestions:
            context["widget"]["attrs"]["list"] = f"{name}_near"
        context["suggest_url"] = self.suggest_url
        return context


class Pickers(Picker):
    """Some fields of the same name, one choice in each."""

    template_name = "components/_pickers.html"
    use_fieldset = True
    rows = 5
    row_label: Any = "%(number)s"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        texts = list(value or [])
        rows = max(self.rows, len(texts))
        context["pickers"] = [
            self._one(number, name, text, attrs or {})
            for number, text in enumerate(texts + [""] * (rows - len(texts)), 1)
        ]
        return context

    def _one(self, number: int, name: str, text: str, attrs: dict[str, Any]) -> dict[str, Any]:
        label = self.row_label % {"number": number}
        own = {"id": f"{attrs.get('id', name)}_{number}", "aria-label": label}
        own["placeholder"] = " "  # by which the style knows an empty one
        one = super().get_context(name, text, attrs | own)
        if number > 1:  # one list of suggestions serves them all
            one["suggestions"] = []
        return one

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class PickedField(forms.Field):
    """Cleans to numbers of rows, each once; typed are words that `number` knows them by.

    `kept` are the numbers chosen before. With `patient` what fits nothing is left out, for what is
    saved while one types.
    """

    most: ClassVar[int]
    patient = False
    kept: Sequence[int] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=kwargs.pop("required", False), **kwargs)

    def clean(self, value: Any) -> list[int]:
        chosen = [one for one in value or [] if one]
        if len(chosen) > self.most:
            raise ValidationError(self.error_messages["most"], "most", {"most": self.most})
        return list(dict.fromkeys(pk for one in chosen for pk in self.number(one)))

    def number(self, one: Any) -> list[int]:
        """None or one; ValidationError for what fits nothing, unless `patient`."""
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        before, after = self.prepare_value(initial), self.prepare_value(data)
        return bool(before != [one for one in after if one])
