"""Whom a writer may choose as readers, in the order the form shows them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from people.audience import Audience
from people.choosing import CHOSEN, chosen_audience, network_audience, network_choices
from people.persons.models import Person


@dataclass(frozen=True)
class Readers:
    """`key` is that of the audience; `organisation` is whose it is, None for wider ones."""

    key: str
    label: str
    organisation: int | None = None


def choices_for(person: Person) -> list[Readers]:
    """Own teams, units, those above, organisations and networks, then the wide ones."""
    own = [*_teams(person), *_units(person), *_units_above(person), *_organisations(person)]
    return [*own, *_networks(person), *wide()]


def default_for(person: Person, asked: str = "") -> str:
    """What was asked for in the address, if the person may choose it; else the own organisation."""
    if asked and asked in {one.key for one in choices_for(person)}:
        return asked
    return f"organisation:{person.organisation.pk}" if person.organisation else ""


def audience_for(person: Person, key: str, *, kept: Audience | None = None) -> Audience:
    """The audience that the key means; PermissionDenied if the person may not choose it."""
    if kept is not None and kept.key == key:
        return kept
    if key.startswith(f"{CHOSEN}:"):
        return chosen_audience(person, key)
    if key.startswith("network:"):
        return network_audience(person, key)
    if key not in {one.key for one in choices_for(person)}:
        raise PermissionDenied("not one of the writer's own readers")
    kind, _colon, which = key.partition(":")
    return _stored(person, kind, int(which or 0))


def _stored(person: Person, kind: str, which: int) -> Audience:
    shared = Audience.objects
    if kind == "team":
        return shared.team(next(one for one in person.belonging.teams if one.pk == which))
    jobs = person.belonging.employments
    if kind == "unit":
        units = [*(one.unit for one in jobs), *person.belonging.units_above]
        return shared.unit(next(one for one in units if one.pk == which))
    if kind == "organisation":
        homes = [one.unit.organisation for one in jobs]
        return shared.organisation(next(one for one in homes if one.pk == which))
    return wide_audience(kind)


def _teams(person: Person) -> list[Readers]:
    label = _("Mitt team, %(name)s")
    return [
        Readers(f"team:{one.pk}", label % {"name": one.name}, one.organisation_id)
        for one in person.belonging.teams
    ]


def _units(person: Person) -> list[Readers]:
    label = _("Min enhet, %(name)s")
    units = {one.unit_id: one.unit for one in person.belonging.employments}
    return [
        Readers(f"unit:{pk}", label % {"name": unit.name}, unit.organisation_id)
        for pk, unit in units.items()
    ]


def _units_above(person: Person) -> list[Readers]:
    label = _("Hela %(name)s, dit min enhet hör")
    return [
        Readers(f"unit:{one.pk}", label % {"name": one.name}, one.organisation_id)
        for one in person.belonging.units_above
    ]


def _organisations(person: Person) -> list[Readers]:
    label = _("Min organisation, %(name)s")
    found = {one.unit.organisation_id: one.unit.organisation for one in person.current_employments}
    return [
        Readers(f"organisation:{pk}", label % {"name": one.name}, pk) for pk, one in found.items()
    ]


def _networks(person: Person) -> list[Readers]:
    return [Readers(key, label) for key, label in network_choices(person)]


def wide() -> list[Readers]:
    """Those that everybody may choose."""
    return [
        Readers("connected", _("Alla anslutna organisationer")),
        Readers("everyone", _("Alla, utan inloggning")),
    ]


def wide_audience(key: str) -> Audience:
    """Of `connected` or `everyone`."""
    return Audience.objects.everyone() if key == "everyone" else Audience.objects.connected()
