from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.notices.kinds import NoticeKind, kind_named
from people.records import Keep, Records


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """Something has happened that concerns one person. The sentence is made when it is shown."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    records = Records(
        keep=Keep.YEAR,
        since="created_at",
        internal="id kind created_at read_at url",
        personal="person facts",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["person", "read_at"])]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        return kind_named(self.kind).sentence(self.facts)

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


class NoticeChoice(models.Model):
    """How one person wants one kind of notice."""

    class Delivery(models.TextChoices):
        MAIL = "mail", _("Här och med e-post")
        SITE = "site", _("Bara här")
        OFF = "off", _("Inte alls")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(max_length=60)
    delivery = models.CharField(max_length=10, choices=Delivery)

    records = Records(keep=Keep.EMPLOYMENT, internal="id kind delivery", personal="person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="choice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.delivery}"

    @property
    def about(self) -> NoticeKind:
        return kind_named(self.kind)


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self) -> LetterQuerySet:
        return self.filter(sent_at__isnull=True, next_try_at__lte=timezone.now())


class Letter(models.Model):
    """A mail to send, written with its cause and delivered by the worker until it succeeds.

    `unsubscribe` is the address that ends letters of its sort, told to mail programs too.
    """

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    unsubscribe = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    records = Records(
        keep=Keep.BRIEF,
        since="created_at",
        personal="to subject text unsubscribe",
        internal="id created_at next_try_at attempts sent_at",
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def headers(self) -> dict[str, str]:
        """RFC 2369 and 8058: mail programs show a button that posts to the address."""
        if not self.unsubscribe:
            return {}
        return {
            "List-Unsubscribe": f"<{self.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
