"""Who meets on Fridays."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ordering import swedish_order
from people.organisations.models.employments import Employment
from people.organisations.models.structure import Organisation, Unit
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person, PersonQuerySet

REMEMBERED = timedelta(weeks=12)  # who came and who left
FIRST_DAY_FROM = time(9)  # the board opens at eight, and somebody has to be reminded


def must_have_a_board(weekday: int, meets_at: time) -> None:
    """ValidationError for a time when no board can be there yet."""
    if weekday == 1 and meets_at < FIRST_DAY_FROM:
        said = _("På måndagar öppnar tavlan klockan 8. Välj klockan 9 eller senare.")
        raise ValidationError({"meets_at": said})


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, person: Person) -> TeamQuerySet:
        return self.filter(pk__in=[team.pk for team in person.belonging.teams])

    def with_headcount(self) -> TeamQuerySet:
        """`headcount`: how many are in it today."""
        today = Q(memberships__in=TeamMembership.objects.today())
        return self.select_related("unit").annotate(headcount=Count("memberships", filter=today))


@swedish_order()
class Team(models.Model):
    """People who meet on Fridays. Members may come from several units of one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("Enhet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="teams",
    )
    name = models.CharField(_("Namn"), max_length=120)
    weekday = models.PositiveSmallIntegerField(
        _("Veckodag"), default=5, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    meets_at = models.TimeField(_("Klockslag"), default=time(14))
    members: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="TeamMembership", related_name="teams"
    )

    records = Records(
        keep=Keep.INSTALLATION,
        internal="id organisation unit name weekday meets_at",
        personal="members",
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("team")
        verbose_name_plural = _("team")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        must_have_a_board(self.weekday, self.meets_at)

    @property
    def people(self) -> PersonQuerySet:
        """Those who are in it today: what every count of the team rests on."""
        from people.persons.models import Person

        return Person.objects.filter(memberships__in=self.memberships.today())


class TeamMembershipQuerySet(models.QuerySet["TeamMembership"]):
    def today(self, on: models.Expression | None = None) -> TeamMembershipQuerySet:
        """Of those who work where the team is."""
        work = Employment.objects.current(on).filter(person=OuterRef("person"))
        here = work.filter(unit__organisation=OuterRef("team__organisation"))
        return self.filter(Exists(here), person__is_active=True)

    def ended(self) -> TeamMembershipQuerySet:
        """Of those who neither work there any more nor are about to."""
        here = {"person": OuterRef("person"), "unit__organisation": OuterRef("team__organisation")}
        goes_on = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
        return self.exclude(Exists(Employment.objects.filter(goes_on, **here)))


class TeamMembership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    joined_on = models.DateField(default=timezone.localdate)

    records = Records(keep=Keep.EMPLOYMENT, internal="id team joined_on", personal="person")

    objects = TeamMembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class TeamChangeQuerySet(models.QuerySet["TeamChange"]):
    def since(self, day: date | models.Expression) -> TeamChangeQuerySet:
        return self.filter(day__gte=day)

    def forgotten(self) -> TeamChangeQuerySet:
        return self.filter(day__lt=timezone.localdate() - REMEMBERED)


class TeamChange(models.Model):
    """Somebody came to a team or left it. All its members see it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    came = models.BooleanField()
    day = models.DateField(default=timezone.localdate)

    records = Records(
        keep=Keep.SEASON, job="members of teams", internal="id team came day", personal="person"
    )

    objects = TeamChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.person_id} {'came to' if self.came else 'left'} {self.team_id}"
