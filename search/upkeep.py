"""The whole index: filled anew, and compared with the database."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from search import engines
from search.describing import Description, describe
from search.documents import SearchDocument, all_documents
from search.engines.database import row
from search.models import IndexedDocument
from search.outbox import changed_ids

CHUNK = 200
COMPARED = [one.attname for one in IndexedDocument._meta.concrete_fields if one.name != "id"]


def rebuild() -> Iterator[tuple[SearchDocument, int, int]]:
    """Describe everything again, in place: search answers meanwhile. Yields how far it has come.

    What cannot be described keeps the words it has and is queued to be tried again.
    """
    engine = engines.current()
    engine.prepare()
    kinds = [document.kind for document in all_documents()]
    IndexedDocument.objects.exclude(kind__in=kinds).delete()
    for document in all_documents():
        ids = _all_ids(document)
        for at in range(0, len(ids), CHUNK):
            chunk = ids[at : at + CHUNK]
            described = describe(document, chunk)
            with transaction.atomic():
                engine.store(one for one in described if not one.failure)
                changed_ids(document.kind, [one.object_id for one in described if one.failure])
            yield document, min(at + CHUNK, len(ids)), len(ids)


def _all_ids(document: SearchDocument) -> list[int]:
    """Those in the database and those in the index, where some may be left of what is gone."""
    there = set(document.model._default_manager.values_list("pk", flat=True))
    rows = IndexedDocument.objects.filter(kind=document.kind)
    return sorted(there | set(rows.values_list("object_id", flat=True)))


def differences(document: SearchDocument) -> Counter[str]:
    """How many objects are `missing`, `superfluous`, `different` or `failing`."""
    found: Counter[str] = Counter()
    ids = _all_ids(document)
    for at in range(0, len(ids), CHUNK):
        chunk = ids[at : at + CHUNK]
        rows = IndexedDocument.objects.filter(kind=document.kind, object_id__in=chunk)
        indexed = {one.object_id: one for one in rows}
        for one in describe(document, chunk):
            difference = _difference(one, indexed.get(one.object_id))
            if difference:
                found[difference] += 1
    return found


def _difference(one: Description, indexed: IndexedDocument | None) -> str:
    if one.failure:
        return "failing"
    if one.words is None:
        return "superfluous" if indexed else ""
    if indexed is None:
        return "missing"
    fresh = row(one.kind, one.object_id, one.words)
    same = all(getattr(fresh, name) == getattr(indexed, name) for name in COMPARED)
    return "" if same else "different"
