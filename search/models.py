"""The index as the database keeps it, and the changes that wait for it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from people.records import Keep, Records


class IndexedDocument(models.Model):
    """What search knows of one object. It may be stale: what is shown is asked of the object.

    The small fields stand first, so that a filter need not read past the texts. The last three
    hold what `analysis` made of title, keywords and body.
    """

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    audience = models.ForeignKey(
        "people.Audience", null=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    weight = models.FloatField(default=1.0)
    dated = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="sv")
    title = models.TextField()
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    keyword_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)

    records = Records(
        keep=Keep.PUBLISHED,
        internal="id kind object_id audience organisation weight dated language",
        personal="title keywords body title_words keyword_words body_words",
    )

    class Meta:
        verbose_name = "indexed document"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="indexed_document_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def due(self) -> IndexChangeQuerySet:
        return self.filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")


class IndexChange(models.Model):
    """An object to bring to the index, or to take out of it when it is gone."""

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    queued_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now, db_index=True)

    records = Records(keep=Keep.BRIEF, internal="id kind object_id queued_at attempts next_try_at")

    objects = IndexChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "index change"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="index_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
