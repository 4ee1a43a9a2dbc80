"""Small facts that several subjects show on a lesson's page, fetched in one query together."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import DateField, Model, OuterRef
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic
from people.gathered import gathered, made, remember
from people.persons.models import Person, Viewer
from people.prepared import Given, Prepared

MARK = "_at_a_glance"  # a lesson has fields of the same names
VIEWER, TODAY = Given("viewer"), Given("today", DateField())
Value = Callable[[ArticlePage, Viewer], Any]

SUBGOAL = ("id", "organisation_id", "goal", "name_sv", "name_en")
WRITER = ("id", "name", "email", "is_active", "protected_identity")


def _coauthors() -> Any:
    marks = ArticlePage.coauthors.through.objects.filter(articlepage=OuterRef(OuterRef("pk")))
    return gathered(Person.objects.filter(pk__in=marks.values("person")), *WRITER)


def _topics() -> Any:
    marks = ArticleTopic.objects.filter(content_object=OuterRef("pk"))
    return gathered(marks, "id", "tag_id", tag=("id", "name", "slug"))


def _goals() -> Any:
    marks = ArticleGoal.objects.filter(article=OuterRef("pk"))
    return gathered(marks, "id", "goal", "subgoal_id", subgoal=SUBGOAL)


_facts: dict[str, Any] = {
    "coauthors": _coauthors(),
    "topic_marks": _topics(),
    "goal_marks": _goals(),
}
FRAME: dict[str, type[Model]] = {
    "coauthors": Person,
    "topic_marks": ArticleTopic,
    "goal_marks": ArticleGoal,
}
_values: dict[str, Value] = {
    "article": lambda article, viewer: article.pk,
    "viewer": lambda article, viewer: viewer.pk or 0,  # nobody has the number 0
    "today": lambda article, viewer: timezone.localdate(),
}


def register_fact(**facts: Any) -> None:
    """Each is an expression on an article; what differs between viewers and days is Given."""
    _facts.update(facts)


def register_value(**values: Value) -> None:
    """Further values that the facts have places for."""
    _values.update(values)


def _question() -> Any:
    facts = {f"{name}{MARK}": fact for name, fact in _facts.items()}
    return ArticlePage.objects.filter(pk=Given("article")).order_by().values(**facts)


_prepared = Prepared(_question)


def glance(article: ArticlePage, viewer: Viewer) -> Mapping[str, Any]:
    """All the facts, asked for once for each page; empty for a page that is not stored."""
    known: dict[Any, Mapping[str, Any]] = article.__dict__.setdefault("_glances", {})
    if viewer.pk not in known:
        known[viewer.pk] = _asked(article, viewer) if article.pk else {}
    return known[viewer.pk]


def _asked(article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    values = {name: value(article, viewer) for name, value in _values.items()}
    found = _prepared.first(**values) or {}
    return {name.removesuffix(MARK): value for name, value in found.items()}


def recall(article: ArticlePage, viewer: Viewer) -> None:
    """Writers, topics and goals of a stored page, without queries of their own."""
    known = glance(article, viewer)
    for name, model in FRAME.items() if known else ():
        remember(article, name, sorted(made(model, known[name]), key=lambda one: one.pk))
