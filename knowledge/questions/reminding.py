"""Questions that nobody has answered are asked once more."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.questions.contact import receivers_of
from knowledge.questions.models import Question, written_on
from people.notices.actions import tell
from people.working_days import working_days_after

WAITS = 3  # working days before those who can answer are asked again


def remind() -> int:
    """Ask again, once, about what has waited three working days. Returns how many were told."""
    today = timezone.localdate()
    waiting = Question.objects.unanswered().filter(reminded_on__isnull=True, article__live=True)
    old = waiting.filter(created_at__lt=timezone.now() - timedelta(days=WAITS)).order_by("pk")
    told = 0
    for question in old.select_related("asker", "article__audience")[:200]:
        if working_days_after(written_on(question), WAITS) <= today:
            told += _remind_of(question)
    return told


@transaction.atomic
def _remind_of(question: Question) -> int:
    mine = Question.objects.filter(pk=question.pk, reminded_on__isnull=True)
    if not mine.update(reminded_on=timezone.localdate()):
        return 0
    article = ArticlePage.objects.with_frame().get(pk=question.article_id)
    receivers = receivers_of(article, asker=question.asker)
    again = [*receivers.here, *question.movers.filter(is_active=True)]
    tell("question_waiting", again, url=question.get_absolute_url())
    return 1
