"""What lessons rest on: when it changes, they need a check."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from people.audience import belonging
from people.organisations.models import Organisation, Role
from people.persons.models import Person, Viewer
from people.records import Keep, Records

MOST = 20  # for one lesson


class GroundQuerySet(models.QuerySet["Ground"]):
    def visible_to(self, viewer: Viewer) -> GroundQuerySet:
        """Colleagues at the organisation whose they are."""
        return self.filter(organisation__in=belonging(viewer).organisations)

    def edited_by(self, person: Person) -> GroundQuerySet:
        roles = [one for one in person.belonging.roles if one.kind == Role.Kind.EDITOR]
        return self.filter(organisation__in=[one.organisation_id for one in roles])

    def with_lessons(self, viewer: Viewer) -> GroundQuerySet:
        """`lessons`: how many that the viewer may read rest on it."""
        seen = ArticlePage.objects.published().visible_to(viewer).order_by().values("pk")
        return self.annotate(lessons=Count("marks", filter=Q(marks__article__in=seen)))


class Ground(models.Model):
    class Kind(models.TextChoices):
        LAW = "law", _("Lag eller föreskrift")
        SYSTEM = "system", _("System")
        AGREEMENT = "agreement", _("Avtal")
        ROUTINE = "routine", _("Rutin")
        ORGANISATION = "organisation", _("Organisation")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Vad är det?"), max_length=12, choices=Kind)
    name = models.CharField(_("Vad heter det?"), max_length=120)
    key = models.CharField(max_length=120, editable=False)

    records = Records(keep=Keep.PUBLISHED, public="organisation kind name", internal="id key")

    objects = GroundQuerySet.as_manager()

    class Meta:
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")
        ordering = ("kind", "key")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "key"], name="ground_once")
        ]

    def __str__(self) -> str:
        return self.name


class ArticleGround(models.Model):
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="ground_marks")
    ground = models.ForeignKey(Ground, on_delete=models.CASCADE, related_name="marks")

    records = Records(keep=Keep.PUBLISHED, public="article ground", internal="id")

    class Meta:
        verbose_name = _("vad en lärdom vilar på")
        verbose_name_plural = _("vad lärdomar vilar på")
        constraints = [
            models.UniqueConstraint(fields=["article", "ground"], name="article_ground_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} on {self.ground_id}"


class GroundChange(models.Model):
    """An editor's word that something has changed, or will."""

    ground = models.ForeignKey(Ground, on_delete=models.CASCADE, related_name="changes")
    note = models.CharField(_("Vad ändras, och när?"), max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    records = Records(
        keep=Keep.PUBLISHED, public="ground note noted_at", internal="id", personal="noted_by"
    )

    class Meta:
        verbose_name = _("ändrat underlag")
        verbose_name_plural = _("ändrade underlag")
        ordering = ("-noted_at", "-pk")

    def __str__(self) -> str:
        return self.note
