"""What teams have shared, as marks that nobody can read, and what several of them have met."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.echoes.labels import Label
from people.audience import belonging
from people.organisations.models import Organisation
from people.persons.models import Viewer
from people.records import Keep, Records

WEEK = timedelta(weeks=1)
WEEKS = 4  # how far back teams are counted, and how long an echo sounds


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class EchoMarks(models.Model):
    """One week of one organisation: as many marks whether or not anything is shared.

    A mark is a keyed hash of team, label and week, or one of nothing. See `sharing.py`.
    `is_weighed`: the weeks before this one have been listened to.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()
    marks = models.JSONField(default=list)
    is_weighed = models.BooleanField(default=False)

    records = Records(
        keep=Keep.BRIEF,
        since="monday",
        internal="id organisation monday is_weighed",
        anonymous="marks",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "monday"], name="echo_marks_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.monday}"


class EchoQuerySet(models.QuerySet["Echo"]):
    def visible_to(self, viewer: Viewer) -> EchoQuerySet:
        """Everybody who works at the organisation, while it sounds."""
        first = monday_of(timezone.localdate()) - (WEEKS - 1) * WEEK
        return self.filter(organisation__in=belonging(viewer).organisations, heard_on__gte=first)


class Echo(models.Model):
    """Several teams of an organisation have met the same. Says neither which nor how many."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("Ämne"), max_length=20, choices=Label)
    heard_on = models.DateField()

    records = Records(keep=Keep.BRIEF, since="heard_on", internal="id organisation label heard_on")

    objects = EchoQuerySet.as_manager()

    class Meta:
        ordering = ("-heard_on", "label")
        constraints = [models.UniqueConstraint(fields=["organisation", "label"], name="echo_once")]

    def __str__(self) -> str:
        return self.get_label_display()

    def get_absolute_url(self) -> str:
        return reverse("knowledge:echo", args=[self.pk])

    @property
    def last_day(self) -> date:
        return self.heard_on + WEEKS * WEEK - timedelta(days=1)


class EchoJoining(models.Model):
    """Somebody wants to be part of the joint lesson, or has begun to write it."""

    echo = models.ForeignKey(Echo, on_delete=models.CASCADE, related_name="joinings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_writing = models.BooleanField(default=False)

    records = Records(
        keep=Keep.BRIEF, since="echo", internal="id echo is_writing", personal="person"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["echo", "person"], name="echo_joined_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.echo_id}"
