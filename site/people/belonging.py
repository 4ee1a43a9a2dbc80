"""What a person is part of today, worked out from employments, roles and teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from people.gathered import gathered, made
from people.networks.models import Network, NetworkMembership
from people.organisations.models import Employment, Role, Team, Unit
from people.prepared import Given, Prepared

if TYPE_CHECKING:
    from people.persons.models import Person, Viewer

ROLE = ("id", "person_id", "organisation_id", "unit_id", "kind")


def _current() -> models.QuerySet[Any, Any]:
    """One's employments today, the largest first, each with all the roles that one holds."""
    today = Given("today", models.DateField())
    held = gathered(Role.objects.filter(person=OuterRef("person")), *ROLE)
    own = Employment.objects.current(today).filter(person=Given("person")).annotate(held=held)
    return own.select_related("unit__organisation").order_by("-share", "pk")


_jobs = Prepared(_current)  # asked for whoever is signed in, on every page


@dataclass(frozen=True)
class Belonging:
    """What one person is part of today. Roles and teams end with the employment."""

    employments: list[Employment] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    person: int | None = None
    one_of_many: bool = field(default=False, compare=False)  # read together: ask no more of each

    @classmethod
    def of(cls, person: Person) -> Belonging:
        if not person.is_active:
            return cls()
        found = _jobs.objects(person=person.pk, today=timezone.localdate())
        roles = made(Role, found[0].held) if found else []
        return cls.made(person, found, sorted(roles, key=lambda one: one.pk))

    @classmethod
    def made(
        cls,
        person: Person,
        employments: list[Employment],
        roles: Iterable[Role],
        one_of_many: bool = False,
    ) -> Belonging:
        """From employments and roles that are read already."""
        here = {one.unit.organisation_id for one in employments}
        own = [role for role in roles if role.organisation_id in here]
        return cls(employments, own, person.pk if person.is_active else None, one_of_many)

    def where(self, *kinds: str) -> set[int]:
        """The organisations where the person has any of these roles."""
        return {one.organisation_id for one in self.roles if one.kind in kinds}

    @property
    def own_units(self) -> set[int]:
        return {one.unit_id for one in self.employments}

    @property
    def units(self) -> set[int]:
        """Own units and all above them: what is for a unit is for everyone under it."""
        return {unit for one in self.employments for unit in one.unit.ancestry}

    @cached_property
    def units_above(self) -> list[Unit]:
        """The nearest first; asked for only where units are named."""
        above = self.units - self.own_units
        found = Unit.objects.filter(pk__in=above) if above else ()
        return sorted(found, key=lambda one: len(one.ancestry), reverse=True)

    @property
    def organisations(self) -> set[int]:
        return {one.unit.organisation_id for one in self.employments}

    @property
    def connected(self) -> bool:
        return any(one.unit.organisation.is_connected for one in self.employments)

    @property
    def own_teams(self) -> models.QuerySet[Team]:
        own = Team.objects.filter(memberships__person=self.person)
        return own.filter(organisation__in=self.organisations)

    @cached_property
    def teams(self) -> list[Team]:
        """Asked for only where teams are named."""
        return list(self.own_teams) if self.employments else []

    @cached_property
    def audiences(self) -> list[int]:
        """Those that the person is part of; asked for once for each request."""
        from people.audience import ids_of

        return ids_of(self)

    @cached_property
    def networks(self) -> list[Network]:
        """Membership rests on a connected employer; asked for only where networks are named."""
        memberships = NetworkMembership.objects.filter(person=self.person)
        own = Network.objects.filter(pk__in=memberships.values("network"))
        return list(own) if self.connected else []


NOBODY = Belonging()


def belonging(viewer: Viewer) -> Belonging:
    return viewer.belonging if viewer.is_authenticated else NOBODY


def name_to(viewer: Viewer, person: Person | None) -> str:
    """The name; that of a protected person only for readers of the own unit."""
    if person is None or not person.is_active:
        return _("tidigare medarbetare")
    if not person.protected_identity or person == viewer:
        return person.name
    if belonging(viewer).own_units & person.belonging.own_units:
        return person.name
    return _("en medarbetare")


def load_belongings(persons: Sequence[Person]) -> None:
    """Read where many people belong in four queries, instead of three for each."""
    rows = Employment.objects.current().select_related("unit__organisation")
    now = Prefetch("employments", rows.order_by("-share", "pk"), to_attr="loaded_employments")
    prefetch_related_objects(persons, now, "roles", "teams")
    for person in persons:
        employments = person.__dict__.pop("loaded_employments") if person.is_active else []
        own = Belonging.made(person, employments, person.roles.all(), one_of_many=True)
        teams = [one for one in person.teams.all() if one.organisation_id in own.organisations]
        person.__dict__["belonging"] = own
        own.__dict__["teams"] = teams
