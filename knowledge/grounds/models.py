"""What lessons rest on: when it changes, they need a check."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from people.audience import belonging
from people.organisations.models import Organisation, Role
from people.persons.models import Person, Viewer
from people.records import Keep, Records

MOST = 20  # for one lesson


def key_of(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())[:120]


class GroundQuerySet(models.QuerySet["Ground"]):
    def visible_to(self, viewer: Viewer) -> GroundQuerySet:
        """The own organisation's, when a lesson that the viewer may read rests on it."""
        here = self.filter(organisation__in=belonging(viewer).organisations)
        return here.filter(_resting(viewer))

    def edited_by(self, person: Person) -> GroundQuerySet:
        """The same for an editor, and what editors have noted themselves."""
        here = self.filter(organisation__in=belonging(person).where(Role.Kind.EDITOR))
        noted = GroundChange.objects.filter(ground=OuterRef("pk"))
        return here.filter(_resting(person) | Exists(noted))

    def called(self, part: str) -> GroundQuerySet:
        """Those with this in their name; all, when nothing is asked for."""
        return self.filter(key__contains=key_of(part)) if part else self

    def with_lessons(self, viewer: Viewer) -> GroundQuerySet:
        """`lessons`: how many that the viewer may read rest on it."""
        seen = _readable(viewer).values("pk")
        return self.annotate(lessons=Count("marks", filter=Q(marks__article__in=seen)))


def _readable(viewer: Viewer) -> ArticleQuerySet:
    found: ArticleQuerySet = ArticlePage.objects.published().visible_to(viewer).order_by()
    return found


def _resting(viewer: Viewer) -> Exists:
    marks = ArticleGround.objects.filter(ground=OuterRef("pk"))
    return Exists(marks.filter(_readable(viewer).about_which()))


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
