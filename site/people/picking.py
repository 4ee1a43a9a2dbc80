"""Plain text fields that a script turns into lists of suggestions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms


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
