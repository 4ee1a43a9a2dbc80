"""Which lessons a list shows, read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, QueryDict

from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import Topic
from knowledge.articles.validity import Validity
from people.goals import Goal
from people.organisations.models import Organisation
from people.paging import page_of
from people.persons.models import Viewer

PAGE = 25
CHIPS = 12


@dataclass(frozen=True)
class Choice:
    topic: str = ""
    goal: str = ""
    organisation: str = ""
    validity: str = ""

    NAMES = {
        "amne": "topic",
        "mal": "goal",
        "organisation": "organisation",
        "giltighet": "validity",
    }

    @classmethod
    def read(cls, asked: QueryDict) -> Choice:
        """Http404 for a goal or a validity that does not exist."""
        choice = cls(**{field: asked.get(name, "")[:80] for name, field in cls.NAMES.items()})
        for chosen, allowed in ((choice.goal, Goal.values), (choice.validity, Validity.values)):
            if chosen and chosen not in allowed:
                raise Http404
        return choice

    def among(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        if self.topic:
            articles = articles.filter(topic_marks__tag__slug=self.topic)
        if self.goal:
            articles = articles.serving(self.goal)
        if self.organisation:
            articles = articles.filter(organisation__slug=self.organisation)
        return articles.standing(self.validity) if self.validity else articles

    def __bool__(self) -> bool:
        return any(getattr(self, field) for field in self.NAMES.values())


def seen_by(viewer: Viewer) -> ArticleQuerySet:
    seen: ArticleQuerySet = ArticlePage.objects.published().visible_to(viewer)
    return seen


def lessons_on(request: HttpRequest, articles: ArticleQuerySet) -> Page[Any]:
    """The page asked for of a list of lessons, with what their cards need."""
    return page_of(request, articles.newest().with_card(), PAGE)


def topics_in(articles: ArticleQuerySet) -> QuerySet[Topic]:
    """The commonest topics of these lessons; a topic of hidden ones alone is not there."""
    used = Topic.objects.filter(marks__content_object__in=articles)
    return used.annotate(lessons=Count("marks")).order_by("-lessons", "name")[:CHIPS]


def organisations_in(articles: ArticleQuerySet) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=articles.order_by().values("organisation"))
