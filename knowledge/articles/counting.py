"""Keeping the tallies: a change of a lesson asks for a recount, which the worker makes.

Until then the audience is counted as it stands, so that nobody reads a number that is not true.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Sum, Value
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.signals import page_unpublished

from knowledge.articles.models import ArticlePage
from knowledge.articles.tallies import Recount, Tally
from knowledge.articles.topics import ArticleGoal, ArticleTopic
from people import worker
from people.audience import Audience, reached
from people.persons.models import Viewer

What = Tally.What
ASKED = "recount"
COUNTED = ("audience_id", "live", "organisation_id")
MARKS: dict[type[models.Model], str] = {ArticleTopic: "topic_marks", ArticleGoal: "goal_marks"}
PATHS = {
    What.TOPIC: "topic_marks__tag",
    What.ORGANISATION: "organisation",
    What.SUBGOAL: "goal_marks__subgoal",
}


class Numbers:
    """How many lessons a reader has: in all, and by the key of each topic, organisation, …"""

    def __init__(self) -> None:
        self.of: dict[str, Counter[int]] = defaultdict(Counter)

    @property
    def lessons(self) -> int:
        return self.of[What.LESSON][0]

    @property
    def topics(self) -> Counter[int]:
        return self.of[What.TOPIC]

    @property
    def organisations(self) -> Counter[int]:
        return self.of[What.ORGANISATION]

    @property
    def subgoals(self) -> Counter[int]:
        return self.of[What.SUBGOAL]


def numbers_for(viewer: Viewer) -> Numbers:
    """Of published lessons that are meant for the viewer, in one query; more after a change."""
    stale = Exists(Recount.objects.filter(audience=OuterRef("audience")))
    kept = Tally.objects.for_whom(viewer).exclude(stale).order_by()
    rows = kept.values_list("what", "key").annotate(total=Sum("number"))
    asked = Recount.objects.filter(audience__in=reached(viewer)).order_by()
    waiting = asked.values_list(Value(ASKED, models.CharField()), "audience", Value(0))
    numbers, stale_ones = Numbers(), []
    for what, key, number in rows.union(waiting, all=True):
        if what == ASKED:
            stale_ones.append(key)
        else:
            numbers.of[what][key] += number
    for _audience, what, key, number in counted(stale_ones) if stale_ones else ():
        numbers.of[what][key] += number
    return numbers


def counted(audiences: Collection[int]) -> Iterator[tuple[int, str, int, int]]:
    """Audience, what, key and number, as the lessons stand; at most one query for each `what`."""
    lessons = ArticlePage.objects.published().filter(audience__in=audiences).order_by()
    for audience, number in lessons.values_list("audience").annotate(n=Count("pk")):
        yield audience, What.LESSON, 0, number
    for what, path in PATHS.items():
        found = lessons.exclude(**{path: None}).values_list("audience", path)
        for audience, key, number in found.annotate(n=Count("pk", distinct=True)):
            yield audience, what, key, number


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
        for at, what, key, number in counted([audience])
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
