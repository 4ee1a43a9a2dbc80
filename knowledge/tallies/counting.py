"""Keeping the tallies: a change of a lesson asks for a recount, which the worker makes.

Until then the audience is counted as it stands, so that nobody reads a number that is not true.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Sum, Value
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.tallies.models import Recount, Tally
from people.audience import Audience, reached
from people.persons.models import Viewer

What = Tally.What
Numbers = dict[str, Counter[int]]  # by `what`, then by key
ASKED = "recount"
PATHS = {
    What.TOPIC: "topic_marks__tag",
    What.ORGANISATION: "organisation",
    What.SUBGOAL: "goal_marks__subgoal",
}


def numbers_for(viewer: Viewer) -> Numbers:
    """How many published lessons are meant for the viewer, in one query; two after a change."""
    asked = Recount.objects.filter(audience__in=reached(viewer))
    stale = Exists(Recount.objects.filter(audience=OuterRef("audience")))
    kept = Tally.objects.for_whom(viewer).exclude(stale).order_by()
    rows = kept.values_list("what", "key").annotate(total=Sum("number"))
    waiting = asked.order_by().values_list(
        Value(ASKED, output_field=models.CharField()), "audience", Value(0)
    )
    numbers: Numbers = defaultdict(Counter)
    for what, key, number in rows.union(waiting, all=True):
        numbers[what][key] += number
    if recount := numbers.pop(ASKED, None):
        for _audience, what, key, number in counted(recount):
            numbers[what][key] += number
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
    ask(Audience.objects.values_list("pk", flat=True))
