"""The only place where visibility is decided.

An audience is stored once for each set of people ("everyone", "unit 7", "organisations 2 and 5")
and shared by all things that those people may see. A thing points at its audience; whom the
audience reaches is worked out from the person's employments and teams at each request, so a
change of team or employer takes effect at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from people.networks.models import Network, NetworkMembership
from people.organisations.models import Employment, Organisation, Role, Team, Unit
from people.pointing import keys_to
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person, Viewer


@dataclass(frozen=True)
class Belonging:
    """What one person is part of today. Roles and teams end with the employment."""

    employments: list[Employment] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    person: int | None = None

    @classmethod
    def of(cls, person: Person) -> Belonging:
        if not person.is_active:
            return cls()
        rows = person.employments.current().select_related("unit__organisation")
        return cls.made(person, list(rows.order_by("-share", "pk")))

    @classmethod
    def made(cls, person: Person, employments: list[Employment]) -> Belonging:
        here = {one.unit.organisation_id for one in employments}
        roles = [role for role in person.roles.all() if role.organisation_id in here]
        return cls(employments, roles, person.pk)

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
        return list(Audience.objects.of(self).values_list("pk", flat=True))

    @cached_property
    def networks(self) -> list[Network]:
        """Membership rests on a connected employer; asked for only where networks are named."""
        memberships = NetworkMembership.objects.filter(person=self.person)
        own = Network.objects.filter(pk__in=memberships.values("network"))
        return list(own) if self.connected else []


NOBODY = Belonging()
MOST_IN_A_LIST = 500


def belonging(viewer: Viewer) -> Belonging:
    return viewer.belonging if viewer.is_authenticated else NOBODY


def load_belongings(persons: Sequence[Person]) -> None:
    """Read where many people belong in four queries, instead of three for each."""
    rows = Employment.objects.current().select_related("unit__organisation")
    now = Prefetch("employments", rows.order_by("-share", "pk"), to_attr="loaded_employments")
    prefetch_related_objects(persons, now, "roles", "teams")
    for person in persons:
        employments = person.__dict__.pop("loaded_employments") if person.is_active else []
        made = Belonging.made(person, employments) if person.is_active else Belonging()
        teams = [one for one in person.teams.all() if one.organisation_id in made.organisations]
        person.__dict__["belonging"] = made
        made.__dict__["teams"] = teams


def reached(viewer: Viewer) -> AudienceQuerySet | list[int]:
    """The audiences of `viewer`, for a filter on what has an `audience__in` them.

    A list of numbers is a third of the work of a subquery; very many are left to the database.
    """
    if not viewer.is_authenticated or len(viewer.belonging.audiences) > MOST_IN_A_LIST:
        return Audience.objects.reaching(viewer)
    return viewer.belonging.audiences


class AudienceQuerySet(models.QuerySet["Audience"]):
    def reaching(self, viewer: Viewer) -> AudienceQuerySet:
        """Audiences that the viewer is part of. Signed out: only `everyone`."""
        return self.of(belonging(viewer))

    def of(self, mine: Belonging) -> AudienceQuerySet:
        kind = Audience.Kind
        reached = models.Q(kind=kind.EVERYONE)
        if mine.connected:
            reached |= models.Q(kind=kind.CONNECTED)
            inside = NetworkMembership.objects.filter(person=mine.person).values("network")
            reached |= models.Q(kind=kind.NETWORK, network__in=inside)
        if mine.person:
            reached |= models.Q(kind=kind.PEOPLE, people=mine.person)
        if mine.organisations:
            reached |= models.Q(kind=kind.ORGANISATION, organisation__in=mine.organisations)
            reached |= models.Q(kind=kind.ORGANISATIONS, organisations__in=mine.organisations)
            reached |= models.Q(kind=kind.UNIT, unit__in=mine.units)
            reached |= models.Q(kind=kind.TEAM, team__in=mine.own_teams.order_by())
        return self.filter(reached).distinct()

    def _shared(self, key: str, **fields: Any) -> Audience:
        return self.get_or_create(key=key, defaults=fields)[0]

    def everyone(self) -> Audience:
        return self._shared("everyone", kind=Audience.Kind.EVERYONE)

    def connected(self) -> Audience:
        return self._shared("connected", kind=Audience.Kind.CONNECTED)

    def organisation(self, organisation: Organisation) -> Audience:
        kind = Audience.Kind.ORGANISATION
        return self._shared(f"organisation:{organisation.pk}", kind=kind, organisation=organisation)

    def unit(self, unit: Unit) -> Audience:
        return self._shared(f"unit:{unit.pk}", kind=Audience.Kind.UNIT, unit=unit)

    def unit_merged(self, unit: Unit, into: Unit) -> None:
        """What was for the old unit is for the one it became part of."""
        target = self.unit(into)
        for old in self.filter(kind=Audience.Kind.UNIT, unit=unit).exclude(pk=target.pk):
            for key in keys_to(Audience):
                rows = key.model._base_manager.filter(**{key.name: old})
                rows.update(**{key.name: target})

    def team(self, team: Team) -> Audience:
        return self._shared(f"team:{team.pk}", kind=Audience.Kind.TEAM, team=team)

    def network(self, network: Network) -> Audience:
        kind = Audience.Kind.NETWORK
        return self._shared(f"network:{network.pk}", kind=kind, network=network)

    def organisations(self, chosen: list[Organisation]) -> Audience:
        ids = ",".join(str(pk) for pk in sorted({one.pk for one in chosen}))
        with transaction.atomic():
            audience = self._shared(f"organisations:{ids}", kind=Audience.Kind.ORGANISATIONS)
            audience.organisations.set(chosen)
        return audience

    def people(self, chosen: list[Person]) -> Audience:
        ids = ",".join(str(pk) for pk in sorted({one.pk for one in chosen}))
        with transaction.atomic():
            audience = self._shared(f"people:{ids}", kind=Audience.Kind.PEOPLE)
            audience.people.set(chosen)
        return audience


class Audience(models.Model):
    class Kind(models.TextChoices):
        PEOPLE = "people", _("Namngivna personer")
        TEAM = "team", _("Teamet")
        UNIT = "unit", _("Enheten")
        ORGANISATION = "organisation", _("Organisationen")
        NETWORK = "network", _("Nätverket")
        ORGANISATIONS = "organisations", _("Valda organisationer")
        CONNECTED = "connected", _("Alla anslutna")
        EVERYONE = "everyone", _("Alla, utan inloggning")

    key = models.CharField(max_length=500, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    network = models.ForeignKey(Network, null=True, on_delete=models.CASCADE, related_name="+")
    organisations = models.ManyToManyField(Organisation, related_name="+")
    people = models.ManyToManyField("people.Person", related_name="+")

    records = Records(
        keep=Keep.INSTALLATION,
        internal="id key kind team unit organisation network organisations",
        personal="people",
    )

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("synlighet")
        verbose_name_plural = _("synligheter")

    def __str__(self) -> str:
        target = self.team or self.unit or self.organisation or self.network
        return str(target) if target else self.get_kind_display()

    def reaches(self, viewer: Viewer) -> bool:
        return Audience.objects.reaching(viewer).filter(pk=self.pk).exists()

    @property
    def is_open(self) -> bool:
        """Readable without signing in."""
        return self.kind == self.Kind.EVERYONE
