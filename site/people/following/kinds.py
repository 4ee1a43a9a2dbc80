"""What one can follow, and where news come from. A room registers its own when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from people.persons.models import Person, Viewer

Text = str | Promise
Key = tuple[str, int]  # source, id
LONGEST = 200


@dataclass(frozen=True)
class News:
    """Something newly published. `marks` are what of it can be followed: `("topic", "7")`.

    Of a lesson, `said` is whether it holds, and `sign` the class of the dot beside the words.
    `in_mail` when every reader at some organisation may read it, so that a letter may name it.
    """

    source: str
    pk: int
    title: str
    url: str
    about: Text
    at: datetime
    in_mail: bool
    marks: frozenset[tuple[str, str]] = field(default=frozenset())
    said: Text = ""
    sign: str = ""

    @property
    def key(self) -> Key:
        return (self.source, self.pk)


@dataclass(frozen=True)
class Source:
    """`fresh(since, until)` is newest first, at most 500; `seen_by` is the rule for who sees."""

    name: str
    fresh: Callable[[datetime, datetime], list[News]]
    seen_by: Callable[[Viewer], QuerySet[Any]]


@dataclass(frozen=True)
class Target:
    title: str
    url: str


Matches = dict[str, set[Key]]


def by_marks(kind: str) -> Callable[[Iterable[str], list[News]], Matches]:
    """Matching by what the news themselves say."""

    def matches(keys: Iterable[str], news: list[News]) -> Matches:
        found: Matches = {}
        for one in news:
            for key in (key for name, key in one.marks if name == kind):
                found.setdefault(key, set()).add(one.key)
        return found

    return matches


@dataclass(frozen=True)
class FollowKind:
    """`targets` gives those of the keys that the person may know of, in a fixed number of queries.

    `clean` gives the one spelling of a key, or nothing for what is no key.
    """

    name: str
    label: Text
    targets: Callable[[Iterable[str], Person], dict[str, Target]]
    matches: Callable[[Iterable[str], list[News]], Matches]
    clean: Callable[[str], str] = lambda key: key if key.isdecimal() and len(key) < 18 else ""


_kinds: dict[str, FollowKind] = {}
_sources: dict[str, Source] = {}


def register_kind(*kinds: FollowKind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def register_source(source: Source) -> None:
    _sources[source.name] = source


def kind_named(name: str) -> FollowKind | None:
    return _kinds.get(name)


def all_kinds() -> list[FollowKind]:
    return list(_kinds.values())


def all_sources() -> list[Source]:
    return list(_sources.values())
