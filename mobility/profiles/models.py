"""What a person can and wants to learn. Wishes are shown to nobody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.belonging import belonging
from people.organisations.models import Employment
from people.persons.models import Person, Viewer
from people.records import Keep, Records
from skills.vocabulary.models import Skill

LOWEST, HIGHEST = 1, 5


class Level(models.IntegerChoices):
    NOT_YET = 0, _("0 – kan inte än")
    ONE = 1, _("1 – har provat")
    TWO = 2, _("2 – klarar med stöd")
    THREE = 3, _("3 – klarar själv")
    FOUR = 4, _("4 – hjälper andra")
    FIVE = 5, _("5 – leder andra")


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, viewer: Viewer) -> ProfileQuerySet:
        """One's own, and those shown to where the viewer works together with the person."""
        mine, shown = belonging(viewer), Profile.ShownTo
        if not viewer.pk:
            return self.none()
        seen = Q(person=viewer.pk)
        if mine.connected:
            now = Employment.objects.current()
            near = now.filter(unit__in=mine.own_units).values("person")
            here = now.filter(unit__organisation__in=mine.organisations).values("person")
            seen |= Q(shown_to=shown.CONNECTED)
            seen |= Q(shown_to=shown.UNIT, person__in=near)
            seen |= Q(shown_to=shown.ORGANISATION, person__in=here)
        return self.filter(seen, person__in=Person.objects.visible_to(viewer))


class Profile(models.Model):
    class ShownTo(models.TextChoices):
        ME = "me", _("Bara jag")
        UNIT = "unit", _("Min enhet")
        ORGANISATION = "organisation", _("Min organisation")
        CONNECTED = "connected", _("Alla anslutna organisationer")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    headline = models.CharField(_("Det här gör jag"), max_length=140, blank=True)
    home_place = models.CharField(_("Ort"), max_length=80, blank=True)
    remote_ok = models.BooleanField(_("Jag kan arbeta på distans"), default=True)
    shows_written = models.BooleanField(
        _("Visa lärdomar jag har skrivit och frågor jag har svarat på"), default=False
    )
    shown_to = models.CharField(
        _("Vem får se min profil?"), max_length=12, choices=ShownTo, default=ShownTo.UNIT
    )

    records = Records(
        keep=Keep.EMPLOYMENT,
        personal="person headline home_place remote_ok shows_written shown_to",
        internal="id",
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profil")
        verbose_name_plural = _("profiler")

    def __str__(self) -> str:
        return self.headline


class SkillClaimQuerySet(models.QuerySet["SkillClaim"]):
    def of(self, person: Person) -> SkillClaimQuerySet:
        return self.filter(person=person).select_related("skill").order_by("-level", "skill")

    def known(self) -> SkillClaimQuerySet:
        """What the person says they can; a pure wish is not among it."""
        return self.filter(level__gte=LOWEST)


class SkillClaim(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skill_claims"
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Nivå"), choices=Level, default=Level.TWO)
    want_to_develop = models.BooleanField(_("Vill utveckla"), default=False)

    records = Records(
        keep=Keep.EMPLOYMENT, personal="person skill level want_to_develop", internal="id"
    )

    objects = SkillClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("kompetensuppgift")
        verbose_name_plural = _("kompetensuppgifter")
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="claim_once"),
            models.CheckConstraint(condition=Q(level__lte=HIGHEST), name="claim_level"),
            models.CheckConstraint(
                condition=Q(level__gte=LOWEST) | Q(want_to_develop=True),
                name="claim_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.level}"
