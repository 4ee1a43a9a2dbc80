"""What an engine does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from search.analysis import Asked
from search.describing import Description


@dataclass(frozen=True)
class Question:
    """Words, and whose eyes: audiences that reach the viewer, and kinds that have no audience.

    `any_word` is content with one of the words; otherwise all must be there. `most` is of each
    kind, so that a large kind does not crowd out a small one.
    """

    words: list[Asked]
    audiences: list[int]
    open_kinds: list[str]
    any_word: bool = False
    most: int = 500


Candidate = tuple[str, int]  # kind, object id


class Engine(Protocol):
    def prepare(self) -> None:
        """Make what the engine needs beside the tables; safe to call again."""

    def store(self, descriptions: Iterable[Description]) -> None:
        """Index those with words, take out the others."""

    def find(self, question: Question) -> list[Candidate]:
        """Best first. Never fails for what somebody typed."""
