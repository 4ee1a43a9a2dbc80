"""Changes that wait for the worker to bring them to the index.

A change is written in the same transaction as what changed, one row for each object however often
it changes. `drain` describes the objects as they are then; what fails waits longer each time.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from search import engines
from search.describing import Description, describe
from search.documents import SearchDocument, document_named, documents_for
from search.models import IndexChange

log = logging.getLogger("utbyte.search")
CHUNK = 100
LONGEST_WAIT = timedelta(hours=24)
Results = dict[tuple[str, int], Description]
UNSEEN = {"last_login"}  # written at each sign-in, and nothing that anybody searches for


def changed(obj: models.Model) -> None:
    """To be indexed again. Call it where rows change without `save`."""
    for document in documents_for(type(obj)):
        changed_ids(document.kind, [obj.pk])


removed = changed  # what is gone is found to be gone when the change is drained


def changed_ids(kind: str, ids: Iterable[int]) -> None:
    """Many at once; a change that already waits is put last and tried afresh."""
    now = timezone.now()
    IndexChange.objects.bulk_create(
        [IndexChange(kind=kind, object_id=pk, queued_at=now, next_try_at=now) for pk in ids],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["queued_at", "next_try_at", "attempts"],
        batch_size=200,
    )


def saved(instance: models.Model, **facts: object) -> None:
    fields = facts.get("update_fields")
    if not (isinstance(fields, frozenset) and fields and fields <= UNSEEN):
        changed(instance)


def watch(document: SearchDocument) -> None:
    """Queue whatever is saved or deleted, also through a table that the model extends."""
    for model in (document.model, *document.model._meta.get_parent_list()):
        uid = f"search {document.kind} {model._meta.label}"
        models.signals.post_save.connect(saved, sender=model, dispatch_uid=uid)
        models.signals.post_delete.connect(saved, sender=model, dispatch_uid=uid)


def drain(most: int = 500) -> int:
    """Bring waiting changes to the index; how many were brought. Safe to run twice at once."""
    brought, tried = 0, 0
    while tried < most:
        waiting = list(IndexChange.objects.due()[: min(CHUNK, most - tried)])
        if not waiting:
            break
        tried += len(waiting)
        brought += _bring(waiting)
    return brought


def _bring(waiting: list[IndexChange]) -> int:
    """All together; one by one when the index refuses, so that one bad row stops no other."""
    results = _descriptions(waiting)
    try:
        return _store(waiting, results)
    except Exception as failure:
        if len(waiting) > 1:
            return sum(_bring([one]) for one in waiting)
        log.error("%s is refused by the index: %s", waiting[0], type(failure).__name__)
        _put_off(waiting)
        return 0


def _descriptions(waiting: list[IndexChange]) -> Results:
    ids: dict[str, list[int]] = defaultdict(list)
    for change in waiting:
        ids[change.kind].append(change.object_id)
    found = (one for kind, several in ids.items() for one in _described(kind, several))
    return {(one.kind, one.object_id): one for one in found}


def _store(waiting: list[IndexChange], results: Results) -> int:
    with transaction.atomic():
        ours = _unchanged({change.pk: change.queued_at for change in waiting})
        failed = [one for one in ours if results[one.kind, one.object_id].failure]
        good = [one for one in ours if one not in failed]
        engines.current().store(results[one.kind, one.object_id] for one in good)
        IndexChange.objects.filter(pk__in=[one.pk for one in good]).delete()
        _put_off(failed)
    return len(good)


def _described(kind: str, ids: list[int]) -> list[Description]:
    document = document_named(kind)
    if document is None:  # a kind that is no more
        return [Description(kind, pk) for pk in ids]
    found = describe(document, ids)
    for one in found:
        if one.failure:
            log.error("%s %s is not indexed: %s", kind, one.object_id, type(one.failure).__name__)
    return found


def _unchanged(read: dict[int, datetime]) -> list[IndexChange]:
    """Those of the changes read that nobody has drained or queued again since."""
    rows = IndexChange.objects.select_for_update(skip_locked=True).filter(pk__in=read)
    return [row for row in rows if row.queued_at == read[row.pk]]


def _put_off(changes: list[IndexChange]) -> None:
    """One minute, then twice as long each time, at most a day."""
    for change in changes:
        wait = timedelta(minutes=2 ** min(change.attempts, 11))
        change.attempts += 1
        change.next_try_at = timezone.now() + min(wait, LONGEST_WAIT)
    IndexChange.objects.bulk_update(changes, ["attempts", "next_try_at"])
