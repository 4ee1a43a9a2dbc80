"""When a lesson is asked about, and what has been asked."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Interval
from people.persons.models import Viewer
from people.records import Keep, Records

SALT = "knowledge.validity.asking"
LINK_HOLDS = timedelta(days=45)


class ReviewPlan(models.Model):
    """The owner's own interval, where it is another than that of the lesson's kind."""

    article = models.OneToOneField(
        ArticlePage, on_delete=models.CASCADE, related_name="review_plan", primary_key=True
    )
    days = models.PositiveSmallIntegerField(_("Kontrolleras igen efter"), choices=Interval)

    records = Records(keep=Keep.PUBLISHED, internal="article days")

    class Meta:
        verbose_name = _("kontrollplan")
        verbose_name_plural = _("kontrollplaner")

    def __str__(self) -> str:
        return f"{self.article_id}: {self.days}"


class AskingQuerySet(models.QuerySet["Asking"]):
    def visible_to(self, viewer: Viewer) -> AskingQuerySet:
        """Nobody's but one's own. Whoever is signed out holds the link instead."""
        return self.filter(person=viewer.pk) if viewer.pk else self.none()

    def behind(self, token: str) -> Asking | None:
        """The one that a link in a letter is about, as long as the link holds."""
        try:
            pk = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LINK_HOLDS)
        except signing.BadSignature:
            return None
        return self.filter(pk=pk, person__is_active=True).select_related("person").first()


class Asking(models.Model):
    """One letter to one person, about one or several lessons."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    records = Records(keep=Keep.LOG, since="asked_at", internal="id asked_at", personal="person")

    objects = AskingQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga om giltighet")
        verbose_name_plural = _("frågor om giltighet")

    def __str__(self) -> str:
        return f"asking {self.pk}"

    @property
    def token(self) -> str:
        """What its link says: which letter, signed; it holds for 45 days."""
        return signing.TimestampSigner(salt=SALT).sign(str(self.pk))


class AskedLesson(models.Model):
    """`stage` is days before the day of review: 30, 7, 0; -14 when nobody has answered."""

    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="lessons")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="asked")
    review_on = models.DateField()
    stage = models.SmallIntegerField()

    records = Records(
        keep=Keep.LOG,
        since="asking",
        internal="id asking article review_on stage",
        personal="person",
    )

    class Meta:
        verbose_name = _("lärdom som någon är frågad om")
        verbose_name_plural = _("lärdomar som någon är frågad om")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "article", "review_on", "stage"], name="asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.stage}"
