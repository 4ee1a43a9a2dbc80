"""How people belong to an employer: where they work and what they may do there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ordering import by_name
from people.organisations.models.structure import Organisation, Unit
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.persons.models import Person


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def current(self, on: date | models.Expression | None = None) -> EmploymentQuerySet:
        day = on or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def current_at(self, organisation: Organisation, viewer: Person) -> EmploymentQuerySet:
        """Who works there, as far as the viewer may know."""
        from people.persons.models import Person

        seen = Person.objects.visible_to(viewer)
        rows = self.current().filter(unit__organisation=organisation, person__in=seen)
        rows = rows.select_related("person", "unit__organisation", "manager")
        return rows.order_by(by_name("person__name"), "pk")

    def beside(self, one: Employment) -> EmploymentQuerySet:
        """The person's others at that organisation that go on when this one ends."""
        others = self.current().exclude(pk=one.pk).filter(person=one.person_id)
        here = others.filter(unit__organisation=one.unit.organisation_id)
        return here.filter(Q(until__isnull=True) | Q(until__gt=one.until))


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
