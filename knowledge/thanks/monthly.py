"""Once a month each writer hears whether their lessons were of use."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.thanks.figures import counts_of, month_before, worth_telling
from people.notices.actions import tell
from people.notices.models import Notice
from people.persons.models import Person
from people.working_days import is_working_day

KIND = "month_of_lessons"
LAST_DAY = 10  # of the month; who was not told by then is not told
OPENS, CLOSES = 7, 18
BATCH = 200


def tell_of_month() -> int:
    """Notices about the month before; safe to call again. Returns how many were told."""
    now = timezone.localtime()
    today = now.date()
    if today.day > LAST_DAY or not OPENS <= now.hour < CLOSES or not is_working_day(today):
        return 0
    month, told, last = month_before(today), 0, 0
    while batch := list(writers().filter(pk__gt=last)[:BATCH]):
        told += tell_those(glad_among(batch, month), month)
        last = batch[-1].pk
    return told


def writers() -> QuerySet[Person]:
    published = ArticlePage.objects.published()
    shared = ArticlePage.coauthors.through.objects.filter(articlepage__in=published)
    persons = Person.objects.active()
    alone = persons.filter(pk__in=published.order_by().values("author"))
    return (alone | persons.filter(pk__in=shared.values("person"))).order_by("pk")


def glad_among(batch: list[Person], month: date) -> list[Person]:
    """Those who have something to hear, and have not heard it."""
    lessons = lessons_of(not_told(batch, month))
    articles = {article for own in lessons.values() for article in own}
    counts = counts_of(articles, month)
    return [
        one
        for one in batch
        if any(worth_telling(article, counts) for article in lessons.get(one.pk, ()))
    ]


@transaction.atomic
def tell_those(glad: list[Person], month: date) -> int:
    """Holds the lock for the telling only; whom another worker has told meanwhile is left out."""
    ids = [one.pk for one in glad]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    new = not_told(list(rows), month) if ids else []
    tell(KIND, new, url=address_of(month))
    return len(new)


def not_told(persons: list[Person], month: date) -> list[Person]:
    told = Notice.objects.filter(kind=KIND, url=address_of(month), person__in=persons)
    done = set(told.values_list("person", flat=True))
    return [one for one in persons if one.pk not in done]


def address_of(month: date) -> str:
    return reverse("knowledge:my_month", args=[month.year, month.month])


def lessons_of(persons: list[Person]) -> dict[int, set[int]]:
    """Published lessons by writer, alone or with others."""
    published = ArticlePage.objects.published().order_by()
    own = published.filter(author__in=persons).values_list("author", "pk")
    shared = ArticlePage.coauthors.through.objects.filter(
        person__in=persons, articlepage__in=published
    )
    found: dict[int, set[int]] = {}
    for writer, article in (*own, *shared.values_list("person", "articlepage")):
        found.setdefault(writer, set()).add(article)
    return found
