"""What goes along when a lesson is merged into another, and comes back when that is undone.

A subject registers when the app is ready. For rows with a foreign key to the lesson it is enough
to say `rows_follow("trials", Trial)`, and `same="person"` where each may have only one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from knowledge.articles.models import ArticlePage


@dataclass(frozen=True)
class Follower:
    """`follow` gives what `back` needs, as JSON: ids and counts, no texts."""

    name: str
    follow: Callable[[ArticlePage, ArticlePage], Any]
    back: Callable[[ArticlePage, ArticlePage, Any], None]


_followers: dict[str, Follower] = {}


def register_follower(follower: Follower) -> None:
    _followers[follower.name] = follower


def follow_all(article: ArticlePage, into: ArticlePage) -> dict[str, Any]:
    return {name: one.follow(article, into) for name, one in _followers.items()}


def all_back(article: ArticlePage, into: ArticlePage, facts: dict[str, Any]) -> None:
    """A follower that did not take part in the merge has nothing to take back."""
    for name, one in _followers.items():
        if name in facts:
            one.back(article, into, facts[name])


def rows_follow(
    name: str, model: type[models.Model], *, field: str = "article", same: str = ""
) -> None:
    """Move the rows. One whose `same` the other lesson has already stays behind, unseen."""
    rows = model._base_manager

    def follow(article: ArticlePage, into: ArticlePage) -> list[Any]:
        moving = rows.filter(**{field: article})
        if same:
            has = rows.filter(**{field: into}).values(same)
            moving = moving.exclude(**{f"{same}__in": has})
        ids = list(moving.values_list("pk", flat=True))
        rows.filter(pk__in=ids).update(**{field: into})
        return ids

    def back(article: ArticlePage, into: ArticlePage, ids: Any) -> None:
        rows.filter(**{"pk__in": ids, field: into}).update(**{field: article})

    register_follower(Follower(name, follow, back))
