"""Small facts that subjects need about one lesson, all fetched in a single query.

A subject registers an expression over ArticlePage when the app is ready, and reads its value in
the context of its Part; however many subjects do so, the page pays for one query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer

Make = Callable[[Viewer], Any]

_facts: dict[str, Make] = {}


def register_fact(name: str, make: Make) -> None:
    """`make(viewer)` is an expression to annotate with; its value is None when it has none."""
    _facts[name] = make


def counted(article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    """The registered facts by name, read once for each page shown."""
    known: dict[str, Any] | None = article.__dict__.get("_counted")
    if known is None:
        known = _read(article, viewer) if article.pk else dict.fromkeys(_facts)
        article.__dict__["_counted"] = known
    return known


def _read(article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    rows: Any = ArticlePage.objects.filter(pk=article.pk).order_by()
    wanted = {f"fact_{name}": make(viewer) for name, make in _facts.items()}
    found = rows.annotate(**wanted).values(*wanted).first() or {}
    return {name: found.get(f"fact_{name}") for name in _facts}
