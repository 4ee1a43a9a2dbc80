"""What a question found: the hits of one viewer, and the words that they are shown with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from search.analysis import Asked
from search.describing import together
from search.documents import Described, SearchDocument, all_documents, document_named
from search.engines.base import Candidate
from search.extracts import extract, marked, other_words

ALSO = 3  # other words that the page says it found


@dataclass(frozen=True)
class Hit:
    """`object` is fresh from the database, and so are the words.

    `partly` when others have all the words of the question.
    """

    document: SearchDocument
    object: Any
    words: Described
    question: list[Asked]
    partly: bool = False
    chosen: bool = False

    @property
    def url(self) -> str:
        address = self.document.url
        return address(self.object) if address else str(self.object.get_absolute_url())

    @property
    def title(self) -> SafeString:
        return marked(self.words.title, self.question, self.words.language)

    @property
    def extract(self) -> SafeString:
        return extract(self.words.body, self.question, self.words.language)


def also(hits: list[Hit]) -> list[str]:
    """Inflections and compounds in these titles that the question led to as well."""
    said = (
        word
        for hit in hits
        for word in other_words(hit.words.title, hit.question, hit.words.language)
    )
    return list(dict.fromkeys(said))[:ALSO]


@dataclass
class Found:
    """What one viewer may see of what fits, best first.

    `near` when no hit has all the words. `complete` is how many have, when others fill up after.
    `pinned` are those that editors have put first. `ways` are synonyms that were asked for as well.
    """

    question: list[Asked]
    among: list[Candidate] = field(default_factory=list)
    near: bool = False
    capped: bool = False
    complete: int | None = None
    pinned: frozenset[Candidate] = frozenset()
    ways: list[str] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(kind for kind, _pk in self.among)

    @cached_property
    def others(self) -> set[Candidate]:
        """Those that fill up below the ones with all the words."""
        return set() if self.complete is None else set(self.among[self.complete :])

    def of(self, kind: str) -> list[Candidate]:
        return [one for one in self.among if one[0] == kind] if kind else self.among

    def keeping(self, kept: Collection[Candidate]) -> Found:
        """The same, with these alone."""
        among = [one for one in self.among if one in kept]
        if self.complete is None:
            return replace(self, among=among)
        complete = sum(one in kept for one in self.among[: self.complete])
        return replace(self, among=among, complete=complete)

    def hits(self, chosen: Sequence[Candidate]) -> list[Hit]:
        objects = _objects(chosen)
        hits = (self._hit(one, objects.get(one)) for one in chosen)
        return [hit for hit in hits if hit]

    def _hit(self, candidate: Candidate, obj: models.Model | None) -> Hit | None:
        document = document_named(candidate[0])
        words = document.describe(obj) if document and obj else None
        if not document or not words:
            return None
        chosen = candidate in self.pinned
        partly = candidate in self.others
        return Hit(document, obj, words, self.question, partly=partly, chosen=chosen)


def _objects(chosen: Sequence[Candidate]) -> dict[Candidate, models.Model]:
    found: dict[Candidate, models.Model] = {}
    for document in all_documents():
        ids = [pk for kind, pk in chosen if kind == document.kind]
        if ids:
            objects = together(document, document.model._default_manager.all()).in_bulk(ids)
            found |= {(document.kind, pk): obj for pk, obj in objects.items()}
    return found
