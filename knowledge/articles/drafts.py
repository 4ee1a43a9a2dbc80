"""What is being written. Nobody but the writer sees it; it never enters the CMS."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.articles.kinds import Kind
from knowledge.articles.models import SECTIONS, ArticlePage
from people.organisations.models import Unit
from people.persons.models import Viewer
from people.records import Keep, Records

WRITTEN = (
    *("title", *SECTIONS, "topics", "goals", "skills", "related", "kind", "language", "audience"),
    "change_note",
)


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: Viewer) -> DraftQuerySet:
        return self.filter(author=person.pk) if person.pk else self.none()

    visible_to = of


class Draft(models.Model):
    """`audience` is the key of the chosen audience; it becomes one when the text is published.

    `version` counts the savings, so that two windows do not overwrite each other.
    `base_revision` is the published revision that a draft of a change began from. `confirmed` holds
    fingerprints of what the writer has said may stand (see `checking`), never the words. `skills`
    and `related` are numbers.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    base_revision = models.PositiveBigIntegerField(null=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("Rubrik"), max_length=200, blank=True)
    problem = models.TextField(_("Vad var problemet?"), blank=True)
    what_we_did = models.TextField(_("Vad gjorde ni, och hur gick det?"), blank=True)
    what_we_learned = models.TextField(_("Vad lärde ni er?"), blank=True)
    advice = models.TextField(_("Vilka råd ger du andra?"), blank=True)
    result = models.TextField(_("Vad blev resultatet?"), blank=True)
    differently = models.TextField(_("Vad skulle ni göra annorlunda?"), blank=True)
    cost = models.TextField(_("Vad kostade det, och hur lång tid tog det?"), blank=True)
    kind = models.CharField(
        _("Vad är det för slags text?"), max_length=10, choices=Kind, default=Kind.LESSON
    )
    change_note = models.CharField(_("Vad har du ändrat?"), max_length=200, blank=True)
    topics = models.CharField(_("Ämnen"), max_length=500, blank=True)
    goals = models.JSONField(_("Mål"), default=list, blank=True)
    skills = models.JSONField(_("Kompetenser"), default=list, blank=True)
    related = models.JSONField(_("Hör ihop med"), default=list, blank=True)
    language = models.CharField(
        _("Språk"),
        max_length=2,
        choices=ArticlePage.Language,
        default=ArticlePage.Language.SV,
    )
    audience = models.CharField(_("Vem får läsa?"), max_length=500, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    confirmed = models.JSONField(default=list, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    records = Records(
        keep=Keep.DRAFT,
        personal="author title problem what_we_did what_we_learned advice result differently "
        "cost kind change_note topics goals skills related language audience",
        internal="id key article base_revision unit origin confirmed version created_at updated_at",
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at",)
        verbose_name = _("utkast")
        verbose_name_plural = _("utkast")
        constraints = [
            models.UniqueConstraint(fields=["author", "article"], name="one_change_at_a_time")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_change(self) -> bool:
        return self.article_id is not None

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in ("title", *SECTIONS))
