"""Which lessons a list shows, read from its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from knowledge.articles.facets import Facet, all_facets
from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import Topic
from knowledge.articles.validity import Validity
from people.ordering import swedish
from people.organisations.models import Organisation
from people.paging import page_of
from people.persons.models import Viewer
from people.subgoals.keys import split

PAGE = 25
CHIPS = 12
MANY = 1_000  # lessons, from which on the newest are sooner found by walking from the newest


@dataclass(frozen=True)
class Choice:
    topic: str = ""
    goal: str = ""
    organisation: str = ""
    validity: str = ""
    more: tuple[tuple[str, str], ...] = ()  # name and value of registered facets

    NAMES = {
        "amne": "topic",
        "mal": "goal",
        "organisation": "organisation",
        "giltighet": "validity",
    }

    @classmethod
    def read(cls, asked: QueryDict) -> Choice:
        """Http404 for a goal or a validity that does not exist."""
        said: dict[str, Any] = {
            field: asked.get(name, "")[:80] for name, field in cls.NAMES.items()
        }
        choice = cls(**said, more=tuple(cls._more(asked)))
        if choice.goal and split(choice.goal) is None:
            raise Http404
        if choice.validity and choice.validity not in Validity.values:
            raise Http404
        return choice

    @classmethod
    def _more(cls, asked: QueryDict) -> Iterator[tuple[str, str]]:
        for facet in all_facets():
            if value := asked.get(facet.name, ""):
                if value not in dict(facet.choices):
                    raise Http404
                yield facet.name, value

    def among(self, articles: ArticleQuerySet, viewer: Viewer) -> ArticleQuerySet:
        chosen = dict(self.more)
        for facet in all_facets():
            if facet.name in chosen:
                articles = facet.narrow(articles, chosen[facet.name], viewer)
        if self.topic:
            articles = articles.filter(topic_marks__tag__slug=self.topic)
        if self.goal:
            articles = articles.serving(self.goal)
        if self.organisation:
            articles = articles.filter(organisation__slug=self.organisation)
        return articles.standing(self.validity) if self.validity else articles

    def __bool__(self) -> bool:
        return bool(self.chosen)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each field that something is chosen in, with its value."""
        own = ((field, getattr(self, field)) for field in self.NAMES.values())
        return [*((field, value) for field, value in own if value), *self.more]

    @property
    def key(self) -> str:
        """The choices as one spelling, whatever order they were asked in."""
        return self._address(self.chosen)

    def without(self, field: str) -> str:
        """The address of the list once this choice is taken back."""
        kept = self._address(one for one in self.chosen if one[0] != field)
        return reverse("knowledge:index") + ("?" + kept if kept else "")

    def _address(self, chosen: Iterable[tuple[str, str]]) -> str:
        asked_as = {field: name for name, field in self.NAMES.items()}
        return urlencode(sorted((asked_as.get(field, field), value) for field, value in chosen))


def seen_by(viewer: Viewer, number: int = 0) -> ArticleQuerySet:
    """What lists show; `number` is how many they are, where that is known."""
    lessons: ArticleQuerySet = ArticlePage.objects.published()
    return lessons.visible_to(viewer, among_many=number > MANY)


def lessons_on(
    request: HttpRequest, articles: ArticleQuerySet, number: int | None = None
) -> Page[Any]:
    """The page asked for, with what the cards need; `number` is how many, where that is known."""
    return page_of(request, articles.newest().with_card(), PAGE, number)


def topics_in(numbers: Counter[int]) -> list[Topic]:
    """The commonest topics, each with its number of `lessons`, by name where they are as many."""
    common = sorted(numbers.values(), reverse=True)[:CHIPS]
    least = common[-1] if common else 0
    found = Topic.objects.in_bulk([pk for pk, number in numbers.items() if number >= least])
    for pk, topic in found.items():
        topic.lessons = numbers[pk]
    return sorted(found.values(), key=lambda one: (-numbers[one.pk], swedish(one.name)))[:CHIPS]


def organisations_in(articles: ArticleQuerySet) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=articles.order_by().values("organisation"))


def facets_with(choice: Choice) -> list[tuple[Facet, str]]:
    """The registered facets, each with what is chosen."""
    chosen = dict(choice.more)
    return [(facet, chosen.get(facet.name, "")) for facet in all_facets()]
