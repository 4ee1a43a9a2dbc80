"""Small facts that several subjects show on a lesson's page, fetched in one query together."""

from collections.abc import Callable, Mapping
from typing import Any

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer

MARK = "_at_a_glance"
Expression = Callable[[ArticlePage, Viewer], Any]

_facts: dict[str, Expression] = {}


def register_fact(**facts: Expression) -> None:
    """Each is an expression on an article, made from the article at hand and the viewer."""
    _facts.update(facts)


def glance(article: ArticlePage, viewer: Viewer) -> Mapping[str, Any]:
    """All the facts, asked for once for each page; empty for a page that is not stored."""
    known: dict[Any, Mapping[str, Any]] = article.__dict__.setdefault("_glances", {})
    if viewer.pk not in known:
        known[viewer.pk] = _asked(article, viewer) if article.pk else {}
    return known[viewer.pk]


def _asked(article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    """Under names of their own, since a lesson has fields of the same names."""
    facts = {f"{name}{MARK}": make(article, viewer) for name, make in _facts.items()}
    found = ArticlePage.objects.filter(pk=article.pk).order_by().values(**facts).first() or {}
    return {name.removesuffix(MARK): value for name, value in found.items()}
