"""From a question to hits. The engine finds candidates; the database says what is shown.

Nothing is shown, counted or quoted from the index: a stale or poisoned row gives nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, CharField, Value
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from people.audience import Audience
from people.persons.models import Viewer
from search import engines
from search.analysis import Asked, asked
from search.describing import together
from search.documents import Described, SearchDocument, all_documents, document_named
from search.engines.base import Candidate, Question
from search.extracts import extract, marked, other_words

MOST = 500  # candidates of each kind
ALSO = 3  # other words that the page says it found


@dataclass(frozen=True)
class Hit:
    """`object` is fresh from the database, and so are the words."""

    document: SearchDocument
    object: Any
    words: Described
    question: list[Asked]

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
    """What one viewer may see of what fits. `near` when not all words are in every hit."""

    question: list[Asked]
    among: list[Candidate] = field(default_factory=list)
    near: bool = False
    capped: bool = False

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(kind for kind, _pk in self.among)

    def of(self, kind: str) -> list[Candidate]:
        return [one for one in self.among if one[0] == kind] if kind else self.among

    def hits(self, chosen: Sequence[Candidate]) -> list[Hit]:
        objects = _objects(chosen)
        hits = (self._hit(one, objects.get(one)) for one in chosen)
        return [hit for hit in hits if hit]

    def _hit(self, candidate: Candidate, obj: models.Model | None) -> Hit | None:
        document = document_named(candidate[0])
        words = document.describe(obj) if document and obj else None
        return Hit(document, obj, words, self.question) if document and words else None


def find(text: str, viewer: Viewer) -> Found:
    """All words as written; else with å, ä, ö read loosely; else any of the words, likewise."""
    exact, loose = asked(text), asked(text, loose=True)
    if not exact:
        return Found([])
    audiences = list(Audience.objects.reaching(viewer).values_list("pk", flat=True))
    open_kinds = [one.kind for one in all_documents() if not one.has_audience]
    for any_word in (False, True) if len(exact) > 1 else (False,):
        for words in (exact, loose):
            question = Question(words, audiences, open_kinds, any_word=any_word, most=MOST)
            candidates = engines.current().find(question)
            seen = visible(candidates, viewer)
            if seen:
                return Found(words, seen, near=any_word, capped=_capped(candidates))
    return Found(exact)


def _capped(candidates: list[Candidate]) -> bool:
    return MOST in Counter(kind for kind, _pk in candidates).values()


def visible(candidates: list[Candidate], viewer: Viewer) -> list[Candidate]:
    """Those that the database lets this viewer see, in one query for all kinds."""
    asking = [_seen(document, candidates, viewer) for document in all_documents()]
    queries = [query for query in asking if query is not None]
    if not queries:
        return []
    allowed = set(queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0])
    return [one for one in candidates if one in allowed]


def _seen(
    document: SearchDocument, candidates: list[Candidate], viewer: Viewer
) -> models.QuerySet[Any, Any] | None:
    ids = [pk for kind, pk in candidates if kind == document.kind]
    if not ids:
        return None
    kind = Value(document.kind, output_field=CharField())
    key = Cast("pk", output_field=BigIntegerField())
    rows = document.seen_by(viewer).filter(pk__in=ids).order_by()
    return rows.annotate(search_kind=kind, search_id=key).values_list("search_kind", "search_id")


def _objects(chosen: Sequence[Candidate]) -> dict[Candidate, models.Model]:
    found: dict[Candidate, models.Model] = {}
    for document in all_documents():
        ids = [pk for kind, pk in chosen if kind == document.kind]
        if ids:
            objects = together(document, document.model._default_manager.all()).in_bulk(ids)
            found |= {(document.kind, pk): obj for pk, obj in objects.items()}
    return found
