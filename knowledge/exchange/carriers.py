"""Pictures and files that go along with a lesson, out as PDF or export and in again.

The subject that keeps them registers a carrier when the app is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from knowledge.articles.models import ArticlePage
from people.persons.models import Person


@dataclass(frozen=True)
class Carried:
    """One file: what it is called, the words about it (`alt`, `caption` …), and its bytes."""

    name: str
    open: Callable[[], IO[bytes]]
    facts: dict[str, Any] = field(default_factory=dict)
    is_picture: bool = False


@dataclass(frozen=True)
class Carrier:
    """`take` gives the files that readers of the lesson see, in order and always the same way.

    `put` lets the lesson have these and no others; ValueError says in a sentence what is refused.
    """

    name: str
    take: Callable[[ArticlePage], list[Carried]]
    put: Callable[[ArticlePage, list[Carried], Person], None]


_carriers: dict[str, Carrier] = {}


def register_carrier(carrier: Carrier) -> None:
    _carriers[carrier.name] = carrier


def carriers() -> list[Carrier]:
    return list(_carriers.values())


def carried_by(article: ArticlePage) -> list[tuple[str, Carried]]:
    """With the name of its carrier."""
    return [(carrier.name, one) for carrier in carriers() for one in carrier.take(article)]
