"""Keeping the tallies: a change of a lesson asks for a recount, which the worker makes.

Until then the audience is counted as it stands, so that nobody reads a number that is not true.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Count, F, Q, Value
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.signals import page_unpublished

from knowledge.articles.models import ArticlePage
from knowledge.articles.tallies import Recount, Tally
from knowledge.articles.topics import ArticleGoal, ArticleTopic
from people import worker
from people.audience import Audience

What = Tally.What
COUNTED = ("audience_id", "live", "organisation_id")
MARKS: dict[type[models.Model], str] = {ArticleTopic: "topic_marks", ArticleGoal: "goal_marks"}
PATHS = {
    What.TOPIC: "topic_marks__tag",
    What.ORGANISATION: "organisation",
    What.SUBGOAL: "goal_marks__subgoal",
}


def count(which: Q) -> Iterator[tuple[int, str, str, int, int]]:
    """Audience and its kind, what, key and number, as the published lessons stand; in one query."""
    lessons = ArticlePage.objects.published().filter(which).order_by()
    rows = [_counted(lessons, What.LESSON, Value(0, models.BigIntegerField()))]
    for what, path in PATHS.items():
        rows.append(_counted(lessons.exclude(**{path: None}), what, F(path)))
    yield from rows[0].union(*rows[1:], all=True)


def _counted(
    lessons: models.QuerySet[ArticlePage], what: str, key: models.F | Value
) -> models.QuerySet[Any, Any]:
    rows = lessons.annotate(what=Value(what, models.CharField()), counted=key)
    number = Count("pk", distinct=True)
    return rows.values_list("audience", "audience__kind", "what", "counted").annotate(number=number)


def ask(audiences: Collection[int]) -> None:
    """To be counted again. In the transaction of the change, so that both are seen at once.

    A row that waits is written again: a recount that has begun waits for this transaction.
    """
    now = timezone.now()
    Recount.objects.bulk_create(
        [Recount(audience_id=one, asked_at=now) for one in sorted(audiences)],
        update_conflicts=True,
        unique_fields=["audience"],
        update_fields=["asked_at"],
    )


def recount() -> int:
    """Count those that are asked for; how many. What the worker does."""
    waiting = list(Recount.objects.values_list("audience", flat=True))
    for audience in waiting:
        _recount(audience)
    return len(waiting)


@transaction.atomic
def _recount(audience: int) -> None:
    Recount.objects.filter(audience=audience).delete()
    Tally.objects.filter(audience=audience).delete()
    Tally.objects.bulk_create(
        Tally(audience_id=at, what=what, key=key, number=number)
        for at, _kind, what, key, number in count(Q(audience=audience))
    )


def ask_all() -> None:
    """Once a day: rows may have been written past the signals."""
    ask(list(Audience.objects.values_list("pk", flat=True)))


def page_changes(sender: object, instance: ArticlePage, **facts: Any) -> None:
    """Before it is saved: the audience it has had, and the one it gets, if that matters."""
    before = ArticlePage.objects.filter(pk=instance.pk).values_list(*COUNTED).first()
    after = tuple(getattr(instance, name) for name in COUNTED)
    if before != after:
        ask({one[0] for one in (before, after) if one})


def page_goes(sender: object, instance: ArticlePage, **facts: Any) -> None:
    ask({instance.audience_id})


def mark_changes(
    sender: object, instance: ArticleTopic | ArticleGoal, created: bool = True, **facts: Any
) -> None:
    """Made or taken away; saved again it says the same."""
    if created:
        article = ArticlePage.objects.filter(**{MARKS[type(instance)]: instance.pk})
        ask(set(article.values_list("audience", flat=True)))


def register() -> None:
    pre_save.connect(page_changes, sender=ArticlePage, dispatch_uid="counted before")
    post_delete.connect(page_goes, sender=ArticlePage, dispatch_uid="counted no more")
    page_unpublished.connect(page_goes, sender=ArticlePage, dispatch_uid="counted away")
    for model in MARKS:
        post_save.connect(mark_changes, sender=model, dispatch_uid=f"counted {model.__name__}")
        pre_delete.connect(mark_changes, sender=model, dispatch_uid=f"uncounted {model.__name__}")
    worker.register(
        worker.Job("lessons counted", 5, recount), worker.Job("all counted", 24 * 3600, ask_all)
    )
