"""A reader says that a lesson is not true any longer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.validity.charge import leads
from knowledge.validity.waiting import in_charge
from people.persons.models import Person, Viewer
from people.records import Keep, Records

WORKING_DAYS = 5  # until the reader has an answer


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(answered_at__isnull=True)

    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """One's own, and those that one is to answer."""
        if not isinstance(viewer, Person):
            return self.none()
        return self.filter(Q(reporter=viewer) | self._to_answer(viewer))

    def to_answer(self, person: Person) -> ReportQuerySet:
        return self.open().filter(self._to_answer(person))

    def _to_answer(self, person: Person) -> Q:
        """The owner's and the writers'; the unit's when it is late or nobody owns the lesson."""
        cared_for = ArticlePage.objects.published().cared_for_by(person)
        asked = Q(cared_for.about_which())
        if leads(person):
            left = Q(escalated_at__isnull=False) | Q(article__owner__isnull=True)
            asked |= Q(article__live=True) & left & in_charge(person, "article__")
        return asked


class Report(models.Model):
    class Reason(models.TextChoices):
        WRONG = "wrong", _("Något är fel")
        CHANGED = "changed", _("Lagen, avtalet eller systemet har ändrats")
        OTHERWISE = "otherwise", _("Vi gör på ett annat sätt nu")
        BROKEN = "broken", _("En länk eller kontakt fungerar inte")

    class Outcome(models.TextChoices):
        HOLDS = "holds", _("Den stämmer")
        MENDED = "mended", _("Texten är ändrad")
        OUTDATED = "outdated", _("Den är inaktuell")

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("Vad stämmer inte?"), max_length=10, choices=Reason)
    line = models.CharField(_("Berätta gärna mer"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("Svar"), max_length=10, choices=Outcome, blank=True)
    answer = models.CharField(_("Några ord till den som sa till"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    records = Records(
        keep=Keep.LOG,
        since="answered_at",
        internal="id article reason created_at answer_by escalated_at outcome answered_at",
        personal="reporter line answer answered_by",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("påpekande")
        verbose_name_plural = _("påpekanden")
        ordering = ("answer_by", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "reporter"],
                condition=Q(answered_at__isnull=True),
                name="open_report_once",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
