"""Choosing who may see something: one field, from the own team to everyone.

The value of the field is the key of an audience; nothing is stored before the thing is.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.audience import Audience
from people.organisations.models import Organisation
from people.persons.models import Person

CHOSEN = "organisations"
MOST_DIGITS = 9
LONGEST_KEY = 500


def network_choices(person: Person) -> list[tuple[str, str]]:
    """The open networks that the person is in."""
    label = _("Nätverket %(name)s")
    return [
        (f"network:{one.pk}", label % {"name": one.name})
        for one in person.belonging.networks
        if one.is_open
    ]


def chosen_choice() -> tuple[str, str]:
    return CHOSEN, _("Organisationer som jag väljer")


def network_audience(person: Person, key: str) -> Audience:
    """PermissionDenied for a network that the person is not in."""
    own = {f"network:{one.pk}": one for one in person.belonging.networks if one.is_open}
    if key not in own:
        raise PermissionDenied("not one of the person's networks")
    return Audience.objects.network(own[key])


def chosen_audience(person: Person, key: str) -> Audience:
    """PermissionDenied for organisations that are not connected, and for none."""
    ids = chosen_in(key)
    chosen = list(Organisation.objects.connected().filter(pk__in=ids))
    if not ids or len(chosen) != len(ids) or not person.belonging.connected:
        raise PermissionDenied("not connected organisations")
    return Audience.objects.organisations(chosen)


def chosen_in(key: str) -> list[int]:
    """The ids in `organisations:3,7`; none for other keys."""
    kind, _colon, which = key.partition(":")
    ids = {int(one) for one in which.split(",") if _is_id(one)}
    return sorted(ids) if kind == CHOSEN else []


def key_of(ids: Iterable[int]) -> str:
    return f"{CHOSEN}:{','.join(str(pk) for pk in sorted(set(ids)))}"


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


class ReadersWidget(forms.Select):
    """A list, and under it the organisations to tick. All of it has the field's one name."""

    template_name = "people/networks/readers.html"
    ticks: list[tuple[int, str]] = []
    ticked_first: tuple[int, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        keys = [one for one in sent if not _is_id(one)]
        key = keys[0] if keys else ""
        return key_of(int(one) for one in sent if _is_id(one)) if key == CHOSEN else key

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        key = str(value or "")
        is_chosen = key.partition(":")[0] == CHOSEN
        context = super().get_context(name, CHOSEN if is_chosen else key, attrs)
        ticked = chosen_in(key) if is_chosen else self.ticked_first
        context["ticks"] = [(pk, label, pk in ticked) for pk, label in self.ticks]
        return context


class ReadersField(forms.ChoiceField):
    """`offer` says what this person may choose; anything else is refused at the field.

    A field that is not required (a draft) takes a choice of organisations with none ticked yet.
    """

    widget = ReadersWidget
    kept = ""
    default_error_messages = {
        "invalid_choice": gettext_lazy("Välj bland dem som finns i listan."),
        "none_ticked": gettext_lazy("Kryssa i minst en organisation."),
        "unknown_ticked": gettext_lazy("Kryssa bara i organisationer som finns i listan."),
        "too_many": gettext_lazy("Så många går inte att välja. Ta alla anslutna i stället."),
    }

    def offer(
        self, choices: list[tuple[str, str]], person: Person, kept: Audience | None = None
    ) -> None:
        """`kept` is what the thing has already, which may be kept by whoever changes it."""
        keys = {key for key, _label in choices}
        self.kept = kept.key if kept else ""
        if kept and kept.key not in keys and kept.kind != Audience.Kind.ORGANISATIONS:
            choices = [(kept.key, str(kept)), *choices]
        elif kept and kept.kind == Audience.Kind.ORGANISATIONS and CHOSEN not in keys:
            choices = [chosen_choice(), *choices]
        self.choices = choices
        if CHOSEN in {key for key, _label in choices} and isinstance(self.widget, ReadersWidget):
            own, connected = person.belonging.organisations, Organisation.objects.connected()
            ticks = connected.values_list("pk", "name")
            self.widget.ticks = sorted(ticks, key=lambda one: one[0] not in own)
            self.widget.ticked_first = tuple(own)

    def validate(self, value: Any) -> None:
        if str(value).partition(":")[0] != CHOSEN or value == self.kept:
            super().validate(value)
            return
        ids, offered = chosen_in(value), {pk for pk, _label in self._ticks}
        if not offered:
            raise self._refusal("invalid_choice")
        if not ids and self.required:
            raise self._refusal("none_ticked")
        if not offered.issuperset(ids):
            raise self._refusal("unknown_ticked")
        if len(value) > LONGEST_KEY:
            raise self._refusal("too_many")

    def valid_value(self, value: Any) -> bool:
        return value == self.kept or super().valid_value(value)

    @property
    def _ticks(self) -> list[tuple[int, str]]:
        return self.widget.ticks if isinstance(self.widget, ReadersWidget) else []

    def _refusal(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code)
