"""A field for one skill: a plain text field, which a script turns into a list of suggestions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse_lazy
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill

LONGEST = 100
SUGGESTED = 3
MOST = 5


class SkillPicker(forms.TextInput):
    """Text input that carries its suggestions address; after a miss it offers what was near."""

    template_name = "skills/_picker.html"

    class Media:
        css = {"all": ["css/skills.css"]}
        js = [forms.Script("js/skills.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": LONGEST} | (attrs or {}))
        self.suggestions: list[Skill] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = self.suggestions
        if self.suggestions:
            context["widget"]["attrs"]["list"] = f"{name}_near"
        context["suggest_url"] = reverse_lazy("skills:suggest")
        return context


class SkillsPicker(SkillPicker):
    """Some fields of the same name, one skill in each."""

    template_name = "skills/_pickers.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        texts = list(value or [])
        rows = max(MOST, len(texts))
        context["pickers"] = [
            self._one(number, name, text, attrs or {})
            for number, text in enumerate(texts + [""] * (rows - len(texts)), 1)
        ]
        return context

    def _one(self, number: int, name: str, text: str, attrs: dict[str, Any]) -> dict[str, Any]:
        own = {
            "id": f"{attrs.get('id', name)}_{number}",
            "aria-label": _("Kompetens %(number)s") % {"number": number},
        }
        one = super().get_context(name, text, attrs | own)
        if number > 1:  # one list of suggestions serves them all
            one["suggestions"] = []
        return one

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class SkillField(forms.Field):
    """Cleans to a Skill, known by its name or a synonym in either language; empty is None.

    In a formset, give `initial` as Skill objects, so that no row asks the database for its name.
    """

    widget = SkillPicker
    default_error_messages = {
        "too_long": _("Skriv högst %(longest)d tecken."),
        "unknown": _("Det finns ingen kompetens som heter ”%(typed)s”. Pröva ett annat ord."),
        "near": _("Det finns ingen kompetens som heter ”%(typed)s”. Menar du %(near)s?"),
    }

    def to_python(self, value: Any) -> Skill | None:
        if isinstance(value, Skill):
            return value
        typed = str(value or "").strip()
        if not typed:
            return None
        ProhibitNullCharactersValidator()(typed)
        if len(typed) > LONGEST:
            raise ValidationError(
                self.error_messages["too_long"], code="too_long", params={"longest": LONGEST}
            )
        return Skill.objects.called(typed) or self._miss(typed)

    def _miss(self, typed: str) -> Skill:
        near = near_to(typed)
        if isinstance(self.widget, SkillPicker):
            self.widget.suggestions = near
        code = "near" if near else "unknown"
        names = get_text_list([skill.label for skill in near], str(_("eller")))
        raise ValidationError(
            self.error_messages[code], code=code, params={"typed": typed, "near": names}
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Skill.objects.filter(pk=value).first()
        return value.label if isinstance(value, Skill) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Another name of the same skill counts as a change; case and spaces do not."""
        before = self.prepare_value(initial)
        return fold(str(before or "")) != fold(str(data or ""))


class SkillsField(SkillField):
    """Cleans to numbers of skills, as an initial value has them; typed ones are names.

    With `patient` names that nobody knows are left out, for what is saved while one types.
    """

    widget = SkillsPicker
    patient = False
    default_error_messages = {"most": _("Välj högst %(most)s kompetenser.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=kwargs.pop("required", False), **kwargs)

    def clean(self, value: Any) -> list[int]:
        chosen = [one for one in value or [] if one]
        if len(chosen) > MOST:
            raise ValidationError(self.error_messages["most"], "most", {"most": MOST})
        return list(dict.fromkeys(pk for one in chosen for pk in self._number(one)))

    def _number(self, one: Any) -> list[int]:
        if isinstance(one, int):
            return [one]
        try:
            skill = self.to_python(one)
        except ValidationError:
            if self.patient:
                return []
            raise
        return [skill.pk] if skill else []

    def prepare_value(self, value: Any) -> list[str]:
        """Names for numbers, in one query."""
        numbers = [one for one in value or [] if isinstance(one, int)]
        known = Skill.objects.in_bulk(numbers) if numbers else {}
        names = [known[one].label if one in known else one for one in value or []]
        return [name for name in names if isinstance(name, str)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != [one for one in self.prepare_value(data) if one]


def near_to(typed: str) -> list[Skill]:
    """Skills that begin as the text does, tried with ever fewer letters, at least three."""
    language = (get_language() or "sv")[:2]
    for length in range(len(typed), 2, -1):
        near = Skill.objects.lookup(typed[:length], language, SUGGESTED)
        if near:
            return near
    return []
