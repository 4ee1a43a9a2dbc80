"""Job profiles with what they ask for, and the one that a person wants to grow into."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.belonging import belonging
from people.organisations.models import Organisation
from people.persons.models import Viewer
from people.records import Keep, Records
from skills.vocabulary.models import Skill


class JobProfileQuerySet(models.QuerySet["JobProfile"]):
    def visible_to(self, viewer: Viewer) -> JobProfileQuerySet:
        """The shared catalogue, and that of one's own employer. Only for signed in."""
        if not viewer.pk:
            return self.none()
        here = belonging(viewer).organisations
        return self.filter(Q(organisation__isnull=True) | Q(organisation__in=here))


class JobProfile(models.Model):
    """What one works as. `organisation` is empty for the catalogue that all share."""

    class Level(models.IntegerChoices):
        SUPPORT = 1, _("Stöd och handläggning")
        PROFESSIONAL = 2, _("Självständig yrkesroll")
        LEAD = 3, _("Specialist eller ledare")
        HEAD = 4, _("Leder en verksamhet")

    title_sv = models.CharField(_("Namn"), max_length=120)
    title_en = models.CharField(_("Namn på engelska"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(_("Nivå"), choices=Level, default=Level.PROFESSIONAL)
    description = models.TextField(_("Beskrivning"), max_length=4000, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="job_profiles",
    )

    records = Records(
        keep=Keep.INSTALLATION,
        public="title_sv title_en level description organisation",
        internal="id",
    )

    objects = JobProfileQuerySet.as_manager()

    class Meta:
        ordering = ("title_sv", "pk")
        verbose_name = _("roll")
        verbose_name_plural = _("roller")
        constraints = [
            models.UniqueConstraint(
                fields=["title_sv", "organisation"], nulls_distinct=False, name="job_profile_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mobility:role", args=[self.pk])

    @property
    def title(self) -> str:
        english = (get_language() or "sv").startswith("en")
        return self.title_en if english and self.title_en else self.title_sv


class JobProfileSkill(models.Model):
    job_profile = models.ForeignKey(JobProfile, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Nivå"), default=2)
    must = models.BooleanField(_("Krav"), default=False)

    records = Records(keep=Keep.INSTALLATION, public="job_profile skill level must", internal="id")

    class Meta:
        ordering = ("-must", "-level", "pk")
        verbose_name = _("kompetens i roll")
        verbose_name_plural = _("kompetenser i roll")
        constraints = [
            models.UniqueConstraint(fields=["job_profile", "skill"], name="job_profile_skill_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=5), name="job_profile_skill_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.level}"


class CareerGoalQuerySet(models.QuerySet["CareerGoal"]):
    def visible_to(self, viewer: Viewer) -> CareerGoalQuerySet:
        """One's own, and nobody else's."""
        return self.filter(person=viewer.pk) if viewer.pk else self.none()


class CareerGoal(models.Model):
    """Private: no other page, search or export reads it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="career_goal"
    )
    job_profile = models.ForeignKey(JobProfile, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField(_("Om hur länge?"), default=36)

    records = Records(keep=Keep.EMPLOYMENT, personal="person job_profile months", internal="id")

    objects = CareerGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("utvecklingsmål")
        verbose_name_plural = _("utvecklingsmål")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.job_profile_id}"
