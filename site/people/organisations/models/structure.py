"""Employers, their authorities in law, and their tree of units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from people.ordering import swedish_order
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def connected(self) -> OrganisationQuerySet:
        return self.filter(connected_on__isnull=False)

    def administered_by(self, person: Person) -> OrganisationQuerySet:
        from people.organisations.models.employments import Role

        return self.filter(pk__in=person.belonging.where(Role.Kind.ADMINISTRATOR))

    def registered_by(self, person: Person) -> OrganisationQuerySet:
        from people.organisations.models.employments import Role

        return self.filter(pk__in=person.belonging.where(Role.Kind.REGISTRAR))

    def kept_by(self, person: Person) -> OrganisationQuerySet:
        """Where the person says how long things are kept."""
        return self.administered_by(person) | self.registered_by(person)


@swedish_order()
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
    retention = models.CharField(_("Gallring, i en mening"), max_length=300, blank=True)

    records = Records(
        keep=Keep.INSTALLATION,
        public="name name_en slug kind party code org_number county latitude longitude "
        "inhabitants employees website source connected_on retention",
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

    @property
    def retention_sentence(self) -> str:
        """How long Friday's words are kept, as the organisation says it or else as Utbyte does."""
        from people.organisations.retention import DEFAULT

        return self.retention or str(DEFAULT)


@swedish_order()
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
        from people.organisations.models.employments import Employment

        now = Employment.objects.current().filter(unit=OuterRef("pk")).order_by()
        count = now.values("unit").annotate(n=Count("pk")).values("n")
        return self.annotate(headcount=Coalesce(Subquery(count), 0)).select_related("authority")


@swedish_order()
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
