"""Which version somebody last read, kept so that nobody can list what a person has read."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Revision

from people.records import Keep, Records

SALT = "knowledge.versions.reading"
KEPT = timedelta(days=365)


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def mark_of(person: int, article: int) -> str:
    """What the pair is stored as: without the installation's secret nobody makes it out."""
    return salted_hmac(SALT, f"{person}:{article}", algorithm="sha256").hexdigest()


class Reading(models.Model):
    """No person, no time: a keyed digest, the version, and the month it was last touched."""

    mark = models.CharField(max_length=64, primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(default=this_month, db_index=True)

    records = Records(
        keep=Keep.YEAR, job="old readings", personal="mark", internal="revision month"
    )

    class Meta:
        verbose_name = "reading"
        verbose_name_plural = "readings"

    def __str__(self) -> str:
        return f"reading of {self.revision_id}"
