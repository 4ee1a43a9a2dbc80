"""What a person has put on their own shelf, and whom they write with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer
from people.records import Keep, Records

REGRET = timedelta(days=30)


class SavedQuerySet(models.QuerySet["Saved"]):
    def of(self, person: Viewer) -> SavedQuerySet:
        return self.filter(person=person.pk) if person.pk else self.none()

    visible_to = of


class Saved(models.Model):
    """Nobody but the person knows what they have saved."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lessons"
    )
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="saved_by")
    saved_at = models.DateTimeField(auto_now_add=True)

    records = Records(keep=Keep.EMPLOYMENT, personal="person article saved_at", internal="id")

    objects = SavedQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["person", "article"], name="saved_once")]

    def __str__(self) -> str:
        return str(self.article_id)


class CoauthorInvitationQuerySet(models.QuerySet["CoauthorInvitation"]):
    def visible_to(self, viewer: Viewer) -> CoauthorInvitationQuerySet:
        """The one asked, and the one who asks."""
        if not viewer.pk:
            return self.none()
        return self.filter(Q(person=viewer.pk) | Q(by=viewer.pk))

    def to(self, person: Viewer) -> CoauthorInvitationQuerySet:
        asked = self.visible_to(person).filter(person=person.pk)
        return asked.select_related("article__organisation", "by")


class CoauthorInvitation(models.Model):
    """Waits for an answer; answered it is gone, and the lesson says who wrote it."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    records = Records(keep=Keep.EMPLOYMENT, personal="article person by asked_at", internal="id")

    objects = CoauthorInvitationQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="asked_to_write_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.article_id}"


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, viewer: Viewer) -> MergeQuerySet:
        """Those whose result the viewer cares for, where they still work."""
        if not viewer.pk or not viewer.is_active:
            return self.none()
        cared: Any = ArticlePage.objects.cared_for_by(viewer)
        return self.filter(into__in=cared)

    def open_to_regret(self) -> MergeQuerySet:
        """Not while the result has itself become part of a third lesson."""
        recent = self.filter(undone_at=None, at__gt=timezone.now() - REGRET)
        return recent.filter(article__merged_into=F("into"))

    def past_regret(self) -> MergeQuerySet:
        return self.filter(undone_at=None, at__lte=timezone.now() - REGRET)


class Merge(models.Model):
    """Two lessons made one. `facts` is what each follower needs to go back; ids only."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    into = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("Hopslagna"), auto_now_add=True)
    before = models.PositiveBigIntegerField(null=True)
    after = models.PositiveBigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        internal="id article into at before after facts undone_at",
        personal="by",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.article_id} → {self.into_id}"

    @property
    def regret_until(self) -> Any:
        return self.at + REGRET
