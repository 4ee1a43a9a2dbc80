"""What goes along when a lesson is merged into another, and comes back when that is undone.

A subject registers when the app is ready. For rows with a foreign key to the lesson it is enough
to say `rows_follow("trials", Trial)`, and `same="person"` where each may have only one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

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
    same: str = "",
    gone: Q | None = None,
    words: bool = False,
) -> None:
    """Move the rows. One whose `same` the other lesson has already stays behind, unseen, unless
    the other lesson's is `gone`: then the two change places."""
    rows = Rows(model, same, gone)
    register_follower(Follower(name, rows.follow, rows.back, words))


NOWHERE = 0  # keys are checked when the transaction ends, so a row may wait here until then


@dataclass(frozen=True)
class Rows:
    model: type[models.Model]
    same: str
    gone: Q | None

    def follow(self, article: ArticlePage, into: ArticlePage) -> dict[str, list[int]]:
        came = self._move(self._giving_way(article, into), NOWHERE)
        went = self._move(self._of(article), into)
        self._move(self._of(NOWHERE), article)
        return {"went": went, "came": came}

    def back(self, article: ArticlePage, into: ArticlePage, facts: dict[str, list[int]]) -> None:
        """What is no longer where the merge put it stays where it is."""
        self._move(self._of(article).filter(pk__in=facts["came"]), NOWHERE)
        self._move(self._of(into).filter(pk__in=facts["went"]), article)
        for lesson in (into, article):
            self._move(self._of(NOWHERE), lesson)

    def _of(self, lesson: ArticlePage | int) -> QuerySet[Any]:
        return self.model._base_manager.filter(article=lesson)

    def _giving_way(self, article: ArticlePage, into: ArticlePage) -> QuerySet[Any]:
        if self.gone is None:
            return self._of(into).none()
        living = self._of(article).exclude(self.gone).values(self.same)
        return self._of(into).filter(self.gone, **{f"{self.same}__in": living})

    def _move(self, rows: QuerySet[Any], there: ArticlePage | int) -> list[int]:
        if self.same:
            rows = rows.exclude(**{f"{self.same}__in": self._of(there).values(self.same)})
        ids = list(rows.values_list("pk", flat=True))
        self.model._base_manager.filter(pk__in=ids).update(article=there)
        return ids
