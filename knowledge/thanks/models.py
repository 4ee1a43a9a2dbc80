"""That a lesson was read and that it helped. Who read is never stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from people.records import Keep, Records


class Helped(models.Model):
    """One person says that one lesson helped; shown to nobody but as a number from six up."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateField(default=timezone.localdate)

    records = Records(keep=Keep.EMPLOYMENT, personal="person since", internal="id article")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "person"], name="helped_once")]

    def __str__(self) -> str:
        return f"helped {self.pk}"


class ReadingCount(models.Model):
    """How many times a lesson was read on one day, by colleagues who did not write it."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=timezone.localdate)
    count = models.PositiveIntegerField(default=0)

    records = Records(keep=Keep.PUBLISHED, internal="id article day count")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="readings_of_a_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
