"""The only place where visibility is decided.

An audience is stored once for each set of people ("everyone", "unit 7", "organisations 2 and 5")
and shared by all things that those people may see. A thing points at its audience; whom the
audience reaches is worked out from the person's employments and teams at each request, so a
change of team or employer takes effect at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people.belonging import NOBODY, Belonging, belonging
from people.networks.models import Network, NetworkMembership
from people.organisations.models import Organisation, Team, Unit
from people.pointing import keys_to
from people.prepared import Given, Prepared
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person, Viewer


MOST_IN_A_LIST = 500


def audience_ids(viewer: Viewer) -> list[int]:
    """Those that the viewer is part of; for who is signed out only the one for everyone."""
    mine = belonging(viewer)
    everyone = Audience.objects.of(NOBODY).values_list("pk", flat=True)
    return list(everyone) if mine is NOBODY else mine.audiences


def reached(viewer: Viewer) -> AudienceQuerySet | list[int]:
    """The audiences of `viewer`, for a filter on what has an `audience__in` them.

    A list of numbers is a third of the work of a subquery; very many are left to the database.
    """
    mine = belonging(viewer)
    if mine is NOBODY or mine.one_of_many or len(mine.audiences) > MOST_IN_A_LIST:
        return Audience.objects.of(mine)
    return mine.audiences


def _reached(
    person: Any, connected: bool, organisations: Sequence[Any], units: Sequence[Any]
) -> models.Q:
    """Audiences that a person is part of; numbers, or the places where they will be given."""
    kind = Audience.Kind
    reached = models.Q(kind=kind.EVERYONE)
    if person is None:
        return reached
    reached |= models.Q(kind=kind.PEOPLE, people=person)
    if connected:
        inside = NetworkMembership.objects.filter(person=person).values("network")
        reached |= models.Q(kind=kind.CONNECTED)
        reached |= models.Q(kind=kind.NETWORK, network__in=inside)
    for one in organisations:
        teams = Team.objects.filter(memberships__person=person, organisation=one).order_by()
        reached |= models.Q(kind=kind.ORGANISATION, organisation=one)
        reached |= models.Q(kind=kind.ORGANISATIONS, organisations=one)
        reached |= models.Q(kind=kind.TEAM, team__in=teams)
    for one in units:
        reached |= models.Q(kind=kind.UNIT, unit=one)
    return reached


@cache
def _question(connected: bool, organisations: int, units: int) -> Prepared:
    """For whoever has so many employers, and so many units to be part of."""
    places = [Given(f"organisation{n}") for n in range(organisations)]
    parts = [Given(f"unit{n}") for n in range(units)]
    reached = _reached(Given("person"), connected, places, parts)
    return Prepared(lambda: Audience.objects.filter(reached).distinct().values_list("pk"))


def ids_of(mine: Belonging) -> list[int]:
    """The audiences of somebody who has an account, asked as a question that is kept."""
    places, units = sorted(mine.organisations), sorted(mine.units)
    given = {f"organisation{n}": pk for n, pk in enumerate(places)}
    given |= {f"unit{n}": pk for n, pk in enumerate(units)} | {"person": mine.person or 0}
    question = _question(mine.connected, len(places), len(units))
    return [pk for (pk,) in question.rows(**given)]


class AudienceQuerySet(models.QuerySet["Audience"]):
    def reaching(self, viewer: Viewer) -> AudienceQuerySet:
        """Audiences that the viewer is part of. Signed out: only `everyone`."""
        return self.of(belonging(viewer))

    def of(self, mine: Belonging) -> AudienceQuerySet:
        places, units = sorted(mine.organisations), sorted(mine.units)
        return self.filter(_reached(mine.person, mine.connected, places, units)).distinct()

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
