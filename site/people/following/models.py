from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.persons.models import Viewer
from people.records import Keep, Records


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, viewer: Viewer) -> FollowQuerySet:
        """What one follows is nobody else's business."""
        return self.filter(person=viewer.pk) if viewer.pk else self.none()


class Follow(models.Model):
    """`key` is what the kind says: the id of a topic, the words of a search."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    records = Records(keep=Keep.EMPLOYMENT, personal="person kind key created_at", internal="id")

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "pk")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="follow_once")
        ]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DigestQuerySet(models.QuerySet["Digest"]):
    def due(self, *, week: datetime, day: datetime) -> DigestQuerySet:
        """Those whose last letter covers the time before this week or this day."""
        weekly = Q(rhythm=Digest.Rhythm.WEEKLY, covered_until__lt=week)
        daily = Q(rhythm=Digest.Rhythm.DAILY, covered_until__lt=day)
        return self.filter(weekly | daily)


class Digest(models.Model):
    """How often a person gets what is new in one letter, and how far the last one came."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("En gång i veckan, på måndagen")
        DAILY = "daily", _("Varje arbetsdag")
        OFF = "off", _("Aldrig")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest"
    )
    rhythm = models.CharField(
        _("Hur ofta vill du få ett brev om det som är nytt?"),
        max_length=10,
        choices=Rhythm,
        default=Rhythm.WEEKLY,
    )
    covered_until = models.DateTimeField(default=timezone.now)

    records = Records(keep=Keep.EMPLOYMENT, personal="person rhythm", internal="id covered_until")

    objects = DigestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["rhythm", "covered_until"])]

    def __str__(self) -> str:
        return f"digest {self.pk}"
