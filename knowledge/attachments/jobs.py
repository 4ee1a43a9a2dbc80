"""What the worker does with attachments."""

from knowledge.attachments.models import Attachment
from knowledge.shelf.models import Merge
from people.worker import Job, register


def forget_merged() -> int:
    """A lesson whose merge nobody can undo any longer keeps no files. Returns how many."""
    merged = Merge.objects.past_regret().values("article")
    return Attachment.objects.filter(article__in=merged, article__live=False).delete()[0]


def register_jobs() -> None:
    register(Job("forget files of merged lessons", 24 * 3600, forget_merged))
