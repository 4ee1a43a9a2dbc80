"""A member's own secret address of the team's calendar."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from knowledge.retrospectives.models import teams_of
from knowledge.retrospectives.opening import must_belong
from people.audit import record
from people.organisations.models import Team
from people.persons.models import Person, Viewer
from people.records import Keep, Records
from people.secret_addresses import SecretAddress, SecretAddressQuerySet


class CalendarKeyQuerySet(SecretAddressQuerySet):
    def of(self, viewer: Viewer, team: Team) -> CalendarKey | None:
        return self.visible_to(viewer).filter(team=team).first()

    def opening(self, token: str) -> CalendarKey | None:
        """None as well for who is no longer in the team."""
        found = self.select_related("team").with_token(token)
        return found if found and found.team_id in teams_of(found.person) else None


class CalendarKey(SecretAddress):
    SALT = "utbyte.calendar"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")

    records = Records(keep=Keep.EMPLOYMENT, personal="person", internal="id team key made_at")

    objects: ClassVar[Any] = CalendarKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "team"], name="calendar_key_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.team_id}"

    @property
    def address(self) -> str:
        return settings.SITE_ADDRESS + reverse("knowledge:calendar", args=[self.token])

    @property
    def webcal(self) -> str:
        """The same, as a link that programs with a calendar open and follow."""
        return f"webcal://{self.address.partition('://')[2]}"


@transaction.atomic
def new_address(*, team: Team, by: Person) -> CalendarKey:
    """The old one no longer answers."""
    must_belong(by, team.pk)
    CalendarKey.objects.visible_to(by).filter(team=team).delete()
    key: CalendarKey = CalendarKey.objects.create(person=by, team=team)
    record("make calendar", key, by=by, team=team.pk)
    return key


@transaction.atomic
def revoke_address(*, team: Team, by: Person) -> None:
    """A second click finds none."""
    must_belong(by, team.pk)
    if key := CalendarKey.objects.of(by, team):
        record("revoke calendar", key, by=by, team=team.pk)
        key.delete()


def end_addresses(team: Team, persons: list[Person], came: bool, by: Person | None) -> None:
    """Whoever comes back gets a new one."""
    if not came:
        CalendarKey.objects.filter(team=team, person__in=persons).delete()
