"""Who did what, written in the transaction of the deed. References, never names or texts."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.records import Keep, Records


class AuditEvent(models.Model):
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    records = Records(
        keep=Keep.LOG, since="at", internal="id at verb subject subject_id facts", personal="actor"
    )

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["subject", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def record(verb: str, subject: models.Model, *, by: Any = None, **facts: Any) -> AuditEvent:
    """Write one event. `facts` are ids, states and counts.

    Nobody's is written by the hour: the minute would tell whose, beside the visits of sign-ins.
    """
    actor = by if by is not None and by.pk else None
    return AuditEvent.objects.create(
        at=timezone.now() if actor else hour_of(timezone.now()),
        actor=actor,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        facts=facts,
    )
