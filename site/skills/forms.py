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

from people.picking import PickedField, Picker, Pickers
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill

LONGEST = 100
SUGGESTED = 3
MOST = 5


class SkillPicker(Picker):
    suggest_url = reverse_lazy("skills:suggest")


class SkillsPicker(Pickers):
    suggest_url = reverse_lazy("skills:suggest")
    rows, row_label = MOST, _("Kompetens %(number)s")


class SkillField(forms.Field):
    """Cleans to a Skill, known by its name or a synonym in either language; empty is None.

    In a formset, give `initial` as Skill objects, so that no row asks the database for its name.
    """

    widget: type[Picker] = SkillPicker
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
        if isinstance(self.widget, Picker):
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


class SkillsField(PickedField, SkillField):
    """Typed are names. One that was chosen before may stay when nobody uses it any more."""

    widget = SkillsPicker
    most = MOST
    default_error_messages = {"most": _("Välj högst %(most)s kompetenser.")}

    def number(self, one: Any) -> list[int]:
        if isinstance(one, int):
            return [one]
        try:
            skill = self.to_python(one)
        except ValidationError:
            kept = self._kept_as(one)
            if kept or self.patient:
                return kept
            raise
        return [skill.pk] if skill else []

    def _kept_as(self, typed: str) -> list[int]:
        known = Skill.objects.filter(pk__in=self.kept)
        return [skill.pk for skill in known if fold(skill.label) == fold(typed)]

    def prepare_value(self, value: Any) -> list[str]:
        """Names for numbers, in one query."""
        numbers = [one for one in value or [] if isinstance(one, int)]
        known = Skill.objects.in_bulk(numbers) if numbers else {}
        names = [known[one].label if one in known else one for one in value or []]
        return [name for name in names if isinstance(name, str)]


def near_to(typed: str) -> list[Skill]:
    """Skills that begin as the text does, tried with ever fewer letters, at least three."""
    language = (get_language() or "sv")[:2]
    for length in range(len(typed), 2, -1):
        near = Skill.objects.lookup(typed[:length], language, SUGGESTED)
        if near:
            return near
    return []
