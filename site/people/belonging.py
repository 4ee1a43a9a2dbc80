"""What a person is part of today, worked out from employments, roles and teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from people.networks.models import Network, NetworkMembership
from people.organisations.models import Employment, Role, Team

if TYPE_CHECKING:
    from people.persons.models import Person, Viewer


@dataclass(frozen=True)
class Belonging:
    """What one person is part of today. Roles and teams end with the employment."""

    employments: list[Employment] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    person: int | None = None

    @classmethod
    def of(cls, person: Person) -> Belonging:
        if not person.is_active:
            return cls()
        rows = person.employments.current().select_related("unit__organisation")
        return cls.made(person, list(rows.order_by("-share", "pk")))

    @classmethod
    def made(cls, person: Person, employments: list[Employment]) -> Belonging:
        """Of somebody active, from employments that are read already."""
        here = {one.unit.organisation_id for one in employments}
        return cls(
            employments,
            [role for role in person.roles.all() if role.organisation_id in here],
            [team for team in person.teams.all() if team.organisation_id in here],
            person.pk,
        )

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

    @property
    def organisations(self) -> set[int]:
        return {one.unit.organisation_id for one in self.employments}

    @property
    def connected(self) -> bool:
        return any(one.unit.organisation.is_connected for one in self.employments)

    @cached_property
    def networks(self) -> list[Network]:
        """Membership rests on a connected employer; asked for only where networks are named."""
        memberships = NetworkMembership.objects.filter(person=self.person)
        own = Network.objects.filter(pk__in=memberships.values("network"))
        return list(own) if self.connected else []


NOBODY = Belonging()


def belonging(viewer: Viewer) -> Belonging:
    return viewer.belonging if viewer.is_authenticated else NOBODY


def load_belongings(persons: Sequence[Person]) -> None:
    """Read where many people belong in four queries, instead of three for each."""
    rows = Employment.objects.current().select_related("unit__organisation")
    together = (
        Prefetch("employments", rows.order_by("-share", "pk"), to_attr="loaded_employments"),
        "roles",
        "teams",
    )
    prefetch_related_objects(persons, *together)
    for person in persons:
        employments = person.__dict__.pop("loaded_employments")
        mine = Belonging.made(person, employments) if person.is_active else NOBODY
        person.__dict__["belonging"] = mine
