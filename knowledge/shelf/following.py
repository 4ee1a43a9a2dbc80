"""What goes along when a lesson is merged into another, and comes back when that is undone.

A subject registers when the app is ready. For rows with a foreign key to the lesson it is enough
to say `rows_follow("trials", Trial)`, and `same="person"` where each may have only one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models

from knowledge.articles.models import ArticlePage
from people.covering import covers


@dataclass(frozen=True)
class Offer:
    """What the one who merges is asked, and what is answered beforehand."""

    label: str
    hint: str
    ticked: bool


@dataclass(frozen=True)
class Follower:
    """`follow` gives what `back` needs, as JSON: ids and counts, no texts. ValidationError says
    in a sentence why it cannot.

    `words` are what readers have written, for those who read the lesson then. With `offer` the one
    who merges chooses.
    """

    name: str
    follow: Callable[[ArticlePage, ArticlePage], Any]
    back: Callable[[ArticlePage, ArticlePage, Any], None]
    words: bool = False
    offer: Callable[[ArticlePage, ArticlePage], Offer | None] | None = None


_followers: dict[str, Follower] = {}


def register_follower(follower: Follower) -> None:
    _followers[follower.name] = follower


def words_stay(article: ArticlePage, into: ArticlePage) -> bool:
    """Nobody gets new readers for what they wrote because others merge two lessons."""
    return not covers(article.audience, into.audience)


def offers(article: ArticlePage, into: ArticlePage) -> dict[str, Offer]:
    asked = {name: one.offer(article, into) for name, one in _followers.items() if one.offer}
    return {name: offer for name, offer in asked.items() if offer}


def follow_all(article: ArticlePage, into: ArticlePage, chosen: Collection[str]) -> dict[str, Any]:
    stay = words_stay(article, into)
    return {
        name: one.follow(article, into)
        for name, one in _followers.items()
        if not (one.words and stay) and (one.offer is None or name in chosen)
    }


def all_back(article: ArticlePage, into: ArticlePage, facts: dict[str, Any]) -> None:
    """A follower that did not take part in the merge has nothing to take back."""
    for name, one in _followers.items():
        if name in facts:
            one.back(article, into, facts[name])


def rows_follow(
    name: str,
    model: type[models.Model],
    *,
    field: str = "article",
    same: str = "",
    words: bool = False,
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

    register_follower(Follower(name, follow, back, words))
