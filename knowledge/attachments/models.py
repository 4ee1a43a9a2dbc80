"""Pictures and files: of a draft while it is written, of the lesson when it is published."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer
from people.records import Keep, Records
from people.uploads.limits import MB, SMALL
from people.uploads.models import Upload

MOST = 20
TOGETHER = 60 * MB  # bytes of all that one lesson has
WORDS = ("alt", "decorative", "caption")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, viewer: Viewer) -> AttachmentQuerySet:
        """Those of the lessons that one sees, and of one's own drafts."""
        seen = Q(ArticlePage.objects.visible_to(viewer).about_which())
        return self.filter(seen | Q(draft__in=Draft.objects.of(viewer)))

    def in_order(self) -> AttachmentQuerySet:
        return self.select_related("upload").order_by("order", "pk")

    def files(self) -> models.QuerySet[Upload]:
        return Upload.objects.filter(pk__in=self.values("upload"))


class Attachment(models.Model):
    """`key` is the form's, so that one sending gives one attachment."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    draft = models.ForeignKey(
        Draft, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    alt = models.CharField(_("Beskriv bilden för den som inte ser den"), max_length=300, blank=True)
    decorative = models.BooleanField(_("Bilden är bara utsmyckning"), default=False)
    caption = models.CharField(_("Text under bilden"), max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    records = Records(
        keep=Keep.PUBLISHED,
        public="article alt decorative caption order",
        internal="id key upload draft",
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(draft__isnull=True),
                name="attachment_of_one_thing",
            ),
            models.UniqueConstraint(fields=["draft", "key"], name="attached_once"),
        ]

    def __str__(self) -> str:
        return self.alt or str(self.key)

    @property
    def words(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in WORDS}

    @property
    def lacks_words(self) -> bool:
        """A picture that nobody has described; readers do not get it."""
        return self.upload.is_picture and not self.alt and not self.decorative

    @property
    def is_shown(self) -> bool:
        return self.upload.is_served and not self.lacks_words

    @property
    def small_width(self) -> int:
        """Of the small picture, in pixels."""
        return min(SMALL, self.upload.width or SMALL)
