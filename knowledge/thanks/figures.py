"""What a writer is told each month, lesson by lesson. Other subjects add figures of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from knowledge.questions.models import Question
from knowledge.thanks.models import Helped, ReadingCount
from people.persons.models import Person

Text = str | Promise
Counts = dict[int, int]
FEWEST = 6  # fewer people than this are never a number


@dataclass(frozen=True)
class Figure:
    """`counts(articles, first, last)` gives a number for each lesson, days inclusive.

    `guarded` for what single readers do: fewer than six are shown as that.
    """

    name: str
    label: Text
    counts: Callable[[Collection[int], date, date], Counts]
    guarded: bool = False
    order: int = 50


_figures: dict[str, Figure] = {}


def register_figure(*figures: Figure) -> None:
    _figures.update({figure.name: figure for figure in figures})


def all_figures() -> list[Figure]:
    return sorted(_figures.values(), key=lambda one: one.order)


def reads(articles: Collection[int], first: date, last: date) -> Counts:
    rows = ReadingCount.objects.filter(article__in=articles, day__range=(first, last))
    return dict(rows.values_list("article").annotate(n=Sum("count")))


def helped(articles: Collection[int], first: date, last: date) -> Counts:
    """All so far, whatever the month: two months must not subtract to single people."""
    rows = Helped.objects.filter(article__in=articles)
    return dict(rows.values_list("article").annotate(n=Count("pk")))


def questions(articles: Collection[int], first: date, last: date) -> Counts:
    rows = Question.objects.shown().filter(
        article__in=articles, created_at__date__range=(first, last)
    )
    return dict(rows.order_by().values_list("article").annotate(n=Count("pk")))


def month_before(today: date) -> date:
    """Its first day."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def last_day(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def counts_of(articles: Collection[int], month: date) -> dict[str, Counts]:
    """Every figure by name, in a query each."""
    return {one.name: one.counts(articles, month, last_day(month)) for one in all_figures()}


def worth_telling(article: int, counts: dict[str, Counts]) -> bool:
    """Something has happened that may be shown."""
    least = {one.name: FEWEST if one.guarded else 1 for one in all_figures()}
    return any(counts[name].get(article, 0) >= number for name, number in least.items())


def shown(figure: Figure, number: int) -> str | int:
    return _("färre än sex") if figure.guarded and number < FEWEST else number


@dataclass(frozen=True)
class Row:
    article: ArticlePage
    cells: list[tuple[Text, str | int]]


def rows_for(person: Person, month: date, most: int = 100) -> list[Row]:
    """The person's own lessons, newest first, those with nothing to tell last left out."""
    own: Any = ArticlePage.objects.published().written_by(person)
    articles = list(own.newest().with_card()[:most])
    counts = counts_of([one.pk for one in articles], month)
    return [
        Row(
            one, [(fig.label, shown(fig, counts[fig.name].get(one.pk, 0))) for fig in all_figures()]
        )
        for one in articles
        if worth_telling(one.pk, counts)
    ]
