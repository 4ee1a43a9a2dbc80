from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.thanks.models import Helped, ReadingCount
from people.persons.models import Person


@transaction.atomic
def say_helped(*, article: ArticlePage, by: Person, helped: bool) -> None:
    """Said twice it is said once; it can be taken back. No event is kept: thanks are no deed."""
    if article.is_by(by) or not by.belonging.connected:
        raise PermissionDenied("thanks come from others")
    if helped:
        Helped.objects.get_or_create(article=article, person=by)
    else:
        Helped.objects.filter(article=article, person=by).delete()


read = Signal()  # `by` has had `article` open for a while


@transaction.atomic
def note_reading(*, article: ArticlePage, by: Person) -> None:
    """One more today. That it was this person is used here and forgotten."""
    read.send(ArticlePage, article=article, by=by)
    if article.is_by(by):
        return
    today = ReadingCount.objects.filter(article=article, day=timezone.localdate())
    if not today.update(count=F("count") + 1):
        ReadingCount.objects.bulk_create([ReadingCount(article=article)], ignore_conflicts=True)
        today.update(count=F("count") + 1)
