"""What the two engines inside the database share: the table of indexed documents."""

from collections import defaultdict
from collections.abc import Iterable, Sized
from typing import Any

from django.db import connection

from search.analysis import forms
from search.describing import Description
from search.documents import Described
from search.engines.base import Candidate, Question
from search.models import IndexedDocument

TEXTS = ("title", "keywords", "body")
FIELDS = (
    *("audience", "organisation", "weight", "dated", "language"),
    *(*TEXTS, "title_words", "keyword_words", "body_words"),
)
READ = 50_000  # characters of a text that are indexed; PostgreSQL holds a megabyte of words
MOST_AUDIENCES = 5_000  # one viewer's; far above any, below what a statement may hold


def row(kind: str, object_id: int, words: Described) -> IndexedDocument:
    keywords = "\n".join(str(one) for one in words.keywords)
    texts = (str(words.title), keywords, str(words.body))
    title_words, keyword_words, body_words = (forms(text[:READ], words.language) for text in texts)
    return IndexedDocument(
        kind=kind,
        object_id=object_id,
        audience_id=words.audience,
        organisation_id=words.organisation,
        weight=words.weight,
        dated=words.dated,
        language=words.language,
        **dict(zip(TEXTS, texts, strict=True)),
        title_words=title_words,
        keyword_words=keyword_words,
        body_words=body_words,
    )


def places(values: Sized) -> str:
    return ", ".join(["%s"] * len(values))


class DatabaseEngine:
    def store(self, descriptions: Iterable[Description]) -> None:
        rows, gone = [], defaultdict(list)
        for one in descriptions:
            if one.words is None:
                gone[one.kind].append(one.object_id)
            else:
                rows.append(row(one.kind, one.object_id, one.words))
        IndexedDocument.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=FIELDS,
            batch_size=50,
        )
        for kind, ids in gone.items():
            IndexedDocument.objects.filter(kind=kind, object_id__in=ids).delete()

    def find(self, question: Question) -> list[Candidate]:
        if not question.words or question.most < 1:
            return []
        seen, values = self._seen(question)
        statement, match = self._statement(question, seen)
        with connection.cursor() as cursor:
            cursor.execute(statement, [*match, *values, question.most])
            return [(kind, pk) for kind, pk in cursor.fetchall()]

    def _seen(self, question: Question) -> tuple[str, list[Any]]:
        """The condition for whose eyes, and its values. Without values it is never true."""
        audiences, kinds = question.audiences[:MOST_AUDIENCES], question.open_kinds
        among = f"d.audience_id IN ({places(audiences)})"
        without = f"d.audience_id IS NULL AND d.kind IN ({places(kinds)})"
        either = [condition for condition, ids in ((among, audiences), (without, kinds)) if ids]
        return " OR ".join(either) or "1 = 0", [*audiences, *kinds]

    def _statement(self, question: Question, seen: str) -> tuple[str, list[Any]]:
        raise NotImplementedError
