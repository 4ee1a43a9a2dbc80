"""What somebody is about to do. It is their own: nobody else ever sees it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.persons.models import Viewer
from people.records import Keep, Records
from people.working_days import is_working_day, working_days_after

LONGEST = 200
KEPT = timedelta(days=30)
A_WEEK = timedelta(days=7)


class BeginningQuerySet(models.QuerySet["Beginning"]):
    def visible_to(self, viewer: Viewer) -> BeginningQuerySet:
        return self.filter(person=viewer.pk) if viewer.pk else self.none()

    def asked_about(self) -> BeginningQuerySet:
        """Those whose week has passed and that nobody has said anything of."""
        return self.filter(helped=None, ask_on__lte=timezone.localdate())

    def to_tell(self) -> BeginningQuerySet:
        return self.asked_about().filter(told_on=None, person__is_active=True)

    def past(self) -> BeginningQuerySet:
        return self.filter(begun_on__lt=timezone.localdate() - KEPT)

    def newest(self) -> BeginningQuerySet:
        return self.order_by("-begun_on", "-pk")


class Beginning(models.Model):
    """`told_on` is when the notice was given; `helped` is None until there is an answer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("Vad ska du göra?"), max_length=LONGEST)
    begun_on = models.DateField(default=timezone.localdate)
    ask_on = models.DateField()
    told_on = models.DateField(null=True)
    helped = models.BooleanField(_("Hjälpte det?"), null=True)
    line = models.CharField(_("En rad om hur det gick"), max_length=LONGEST, blank=True)

    records = Records(
        keep=Keep.BRIEF,
        job="forget what was begun",
        personal="person text begun_on helped line",
        internal="id ask_on told_on",
    )

    objects = BeginningQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak att börja på")
        verbose_name_plural = _("saker att börja på")
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="beginning_once")]
        indexes = [models.Index(fields=["ask_on"]), models.Index(fields=["begun_on"])]

    def __str__(self) -> str:
        return f"beginning {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:beginning", args=[self.pk])

    @property
    def is_asked(self) -> bool:
        return self.helped is None and self.ask_on <= timezone.localdate()

    @property
    def gone_on(self) -> date:
        return self.begun_on + KEPT + timedelta(days=1)


def a_week_from(day: date) -> date:
    """The same weekday next week, or the working day after it."""
    later = day + A_WEEK
    return later if is_working_day(later) else working_days_after(later, 1)
