"""What the worker does with attachments."""

from datetime import timedelta

from django.utils import timezone

from knowledge.attachments.models import Attachment
from people.worker import Job, register

REGRET = timedelta(days=30)


def forget_merged() -> int:
    """A lesson that has been another's part for 30 days keeps no files. Returns how many."""
    merged = Attachment.objects.filter(
        article__merged_into__isnull=False,
        article__live=False,
        article__latest_revision_created_at__lt=timezone.now() - REGRET,
    )
    return merged.delete()[0]


def register_jobs() -> None:
    register(Job("forget files of merged lessons", 24 * 3600, forget_merged))
