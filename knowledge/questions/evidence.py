"""Lessons that a person has written and questions they have answered, as signs of what they can."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleTopic
from knowledge.questions.models import Answer
from people.persons.evidence import Evidence
from people.persons.models import Person

MOST = 12


def written(person: Person, viewer: Person) -> list[Evidence]:
    """The newest of those that the viewer may read, in two queries."""
    wrote = ArticlePage.objects.written_by(person).filter(pk=OuterRef("pk"))
    answered = answers(person).filter(question__article=OuterRef("pk")).order_by("-pk")
    rows = seen_by(viewer).annotate(
        wrote=Exists(wrote), answered=Subquery(answered.values("question")[:1])
    )
    topics = Prefetch("topic_marks", ArticleTopic.objects.select_related("tag"))
    chosen = rows.filter(Q(wrote=True) | Q(answered__isnull=False)).newest()
    return [one for article in chosen.prefetch_related(topics)[:MOST] for one in signs(article)]


def answers(person: Person) -> QuerySet[Answer]:
    """What was taken away does not count, nor what one answers oneself."""
    said = Answer.objects.filter(author=person, hidden_at=None, question__hidden_at=None)
    return said.exclude(question__asker=person)


def signs(article: ArticlePage) -> Iterator[Evidence]:
    words = " ".join((article.title, *(topic.name for topic in article.topic_list)))
    about = (article.title, words, article.language)
    if article.wrote:
        yield Evidence(_("Lärdom"), article.get_absolute_url(), *about)
    if article.answered:
        where = reverse("knowledge:questions", args=[article.place, article.slug])
        yield Evidence(_("Svar på en fråga"), f"{where}#fraga-{article.answered}", *about)
