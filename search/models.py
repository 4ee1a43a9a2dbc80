"""The index as the database keeps it, and the changes that wait for it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.records import Keep, Records
from search.analysis import key


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

    records = Records(
        keep=Keep.BRIEF,
        job="search index",
        internal="id kind object_id queued_at attempts next_try_at",
    )

    objects = IndexChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "index change"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="index_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


def ways(text: str) -> dict[str, str]:
    """What stands between commas, by what search looks up; said twice it is one."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    return {key(part): part for part in parts if key(part)}


class SynonymGroup(models.Model):
    """Words that search takes for the same, everywhere; `words` as the editor wrote them."""

    words = models.CharField(
        _("Ord som betyder samma sak"),
        max_length=500,
        help_text=_("Med komma emellan, till exempel: bygglov, bygglovsansökan, lov att bygga."),
    )

    records = Records(keep=Keep.INSTALLATION, public="words", internal="id")

    class Meta:
        verbose_name = _("synonymer")
        verbose_name_plural = _("synonymer")
        ordering = ("words",)

    def __str__(self) -> str:
        return self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The looked-up rows follow the text."""
        named = ways(self.words)
        self.words = ", ".join(named.values())
        super().save(*args, **kwargs)
        self.synonyms.all().delete()
        Synonym.objects.bulk_create(
            Synonym(group=self, key=one, text=text) for one, text in named.items()
        )


class Synonym(models.Model):
    """One way of saying what its group means."""

    group = models.ForeignKey(SynonymGroup, on_delete=models.CASCADE, related_name="synonyms")
    key = models.CharField(max_length=500, db_index=True)
    text = models.CharField(max_length=500)

    records = Records(keep=Keep.INSTALLATION, public="group key text", internal="id")

    def __str__(self) -> str:
        return self.text


class Promotion(models.Model):
    """A hit that editors put first, or leave out, for one question."""

    class Act(models.TextChoices):
        PIN = "pin", _("Visa först")
        EXCLUDE = "exclude", _("Visa inte")

    question = models.CharField(_("Sökning"), max_length=200, db_index=True)
    act = models.CharField(_("Vad som ska hända"), max_length=10, choices=Act, default=Act.PIN)
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    order = models.PositiveSmallIntegerField(default=0)

    records = Records(keep=Keep.INSTALLATION, internal="id question act kind object_id order")

    class Meta:
        verbose_name = _("utvald träff")
        verbose_name_plural = _("utvalda träffar")
        ordering = ("question", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["question", "kind", "object_id"], name="promotion_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.kind} {self.object_id}"


class EmptySearch(models.Model):
    """A question that nothing answered, counted by week. By whom is never stored."""

    question = models.CharField(_("Sökning"), max_length=100)
    week = models.DateField(_("Vecka"))
    count = models.PositiveIntegerField(_("Gånger"), default=0)

    records = Records(keep=Keep.SEASON, job="old empty searches", internal="id question week count")

    class Meta:
        verbose_name = _("sökning utan träff")
        verbose_name_plural = _("sökningar utan träff")
        constraints = [
            models.UniqueConstraint(fields=["question", "week"], name="empty_search_once")
        ]

    def __str__(self) -> str:
        return self.question
