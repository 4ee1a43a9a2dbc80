"""Employers and how people belong to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def connected(self) -> OrganisationQuerySet:
        return self.filter(connected_on__isnull=False)

    def administered_by(self, person: Person) -> OrganisationQuerySet:
        roles = [one.organisation_id for one in person.belonging.roles]
        admin = Role.Kind.ADMINISTRATOR
        return self.filter(pk__in=[at for at in roles if person.has_role(admin, at)])


class Organisation(models.Model):
    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        AGENCY = "agency", _("Myndighet")
        UNIVERSITY = "university", _("Universitet eller högskola")
        MUNICIPAL_COMPANY = "municipal_company", _("Kommunalt bolag")
        COMPANY = "company", _("Företag")
        ASSOCIATION = "association", _("Förening")

    class Party(models.TextChoices):
        """What the law sees; it decides which agreements are possible."""

        STATE_AUTHORITY = "state_authority", _("Statlig myndighet")
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        MUNICIPAL_COMPANY = "municipal_company", _("Kommunalt bolag")
        COMPANY = "company", _("Företag")
        ASSOCIATION = "association", _("Förening")

    name = models.CharField(_("Namn"), max_length=200)
    name_en = models.CharField(_("Namn på engelska"), max_length=200, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("Slag"), max_length=20, choices=Kind)
    party = models.CharField(_("Rättslig form"), max_length=20, choices=Party)
    code = models.CharField(_("Kod"), max_length=40, blank=True)
    org_number = models.CharField(_("Organisationsnummer"), max_length=20, blank=True)
    county = models.CharField(_("Län"), max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    inhabitants = models.PositiveIntegerField(_("Invånare"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("Anställda"), null=True, blank=True)
    website = models.URLField(_("Webbplats"), blank=True)
    source = models.CharField(max_length=200, blank=True)
    connected_on = models.DateField(_("Ansluten"), null=True, blank=True)

    records = Records(
        keep=Keep.INSTALLATION,
        public="name name_en slug kind party code org_number county latitude longitude "
        "inhabitants employees website source connected_on",
        internal="id",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=~Q(code=""), name="organisation_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_connected(self) -> bool:
        return self.connected_on is not None


class Authority(models.Model):
    """A board that is an authority of its own in law; a municipality has many."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="authorities"
    )
    name = models.CharField(_("Namn"), max_length=200)

    records = Records(keep=Keep.INSTALLATION, public="name organisation", internal="id")

    class Meta:
        ordering = ("name",)
        verbose_name = _("nämnd")
        verbose_name_plural = _("nämnder")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="authority_once")
        ]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    def living(self) -> UnitQuerySet:
        return self.filter(merged_into__isnull=True)

    def within(self, unit: Unit) -> UnitQuerySet:
        """The unit and everything under it."""
        return self.filter(lineage__startswith=unit.lineage)

    def with_headcount(self) -> UnitQuerySet:
        """`headcount`: how many are employed right there today, those below not counted."""
        now = Employment.objects.current().filter(unit=OuterRef("pk")).order_by()
        count = now.values("unit").annotate(n=Count("pk")).values("n")
        return self.annotate(headcount=Coalesce(Subquery(count), 0)).select_related("authority")


class Unit(models.Model):
    """A part of an organisation. `lineage` lists it after all above it: `/3/17/`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("Nämnd"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="units",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Ligger under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    name = models.CharField(_("Namn"), max_length=200)
    lineage = models.CharField(max_length=400, db_index=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    records = Records(
        keep=Keep.INSTALLATION,
        public="name organisation authority parent",
        internal="id lineage merged_into",
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is None:
            super().save(*args, **kwargs)
            kwargs = {}
        above = self.parent.lineage if self.parent else "/"
        self.lineage = f"{above}{self.pk}/"
        super().save()

    @property
    def ancestry(self) -> list[int]:
        """Its own id and the ids of all units above it, outermost first."""
        return [int(part) for part in self.lineage.split("/") if part]


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, person: Person) -> TeamQuerySet:
        return self.filter(pk__in=[team.pk for team in person.belonging.teams])

    def with_headcount(self) -> TeamQuerySet:
        return self.select_related("unit").annotate(headcount=Count("memberships"))


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
    meets_at = models.TimeField(_("Klockslag"), default="14:00")
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


class TeamMembership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    joined_on = models.DateField(default=timezone.localdate)

    records = Records(keep=Keep.EMPLOYMENT, internal="id team joined_on", personal="person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def current(self, on: date | None = None) -> EmploymentQuerySet:
        day = on or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def current_at(self, organisation: Organisation, viewer: Person) -> EmploymentQuerySet:
        """Who works there, as far as the viewer may know."""
        from people.persons.models import Person

        seen = Person.objects.visible_to(viewer)
        rows = self.current().filter(unit__organisation=organisation, person__in=seen)
        rows = rows.select_related("person", "unit__organisation", "manager")
        return rows.order_by("person__name", "pk")


class Employment(models.Model):
    """Where somebody works. One person may have two employers."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="employments"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("Enhet"), on_delete=models.PROTECT, related_name="employments"
    )
    title = models.CharField(_("Titel"), max_length=120)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="staff",
        verbose_name=_("Chef"),
    )
    share = models.PositiveSmallIntegerField(
        _("Andel, procent"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    since = models.DateField(_("Från"), default=timezone.localdate)
    until = models.DateField(_("Till"), null=True, blank=True)

    records = Records(
        keep=Keep.EMPLOYMENT, internal="id unit", personal="person title manager share since until"
    )

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("anställning")
        verbose_name_plural = _("anställningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="employment_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Role(models.Model):
    """What somebody may do at an organisation. What they work as is a job profile."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("Chef")
        HR = "hr", _("HR-partner")
        EDITOR = "editor", _("Redaktör")
        REGISTRAR = "registrar", _("Registrator")
        ADMINISTRATOR = "administrator", _("Administratör")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(_("Roll"), max_length=20, choices=Kind)

    records = Records(keep=Keep.EMPLOYMENT, internal="id organisation unit kind", personal="person")

    class Meta:
        verbose_name = _("behörighet")
        verbose_name_plural = _("behörigheter")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "unit", "kind"],
                name="role_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
