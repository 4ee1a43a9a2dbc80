"""What has been kept for its time is erased, as each table's `records` say.

The oldest rows go first, a few hundred at a time, so that nobody waits for it. What nobody has
answered has no age yet. A table whose rows others rest on is refused by the system check.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils import timezone

from people.records import LASTS, goes_with, rules_of

AT_ONCE = 500


def thin() -> int:
    """Safe to run again, and to stop half way. Returns how many rows were too old."""
    return sum(_erase(old_rows(model)) for model in thinned())


def thinned() -> Iterator[type[models.Model]]:
    """Tables that say since when; not those whose rows go with what they belong to."""
    for model in apps.get_models():
        records = rules_of(model)
        if records and records.since and not goes_with(model, records.since):
            yield model


def old_rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    records = rules_of(model)
    assert records is not None
    limit = timezone.now() - LASTS[records.keep]
    is_moment = isinstance(model._meta.get_field(records.since), models.DateTimeField)
    before = limit if is_moment else timezone.localdate(limit)
    return model._base_manager.filter(**{f"{records.since}__lt": before}).order_by("pk")


def _erase(rows: models.QuerySet[models.Model]) -> int:
    number = 0
    while batch := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        rows.model._base_manager.filter(pk__in=batch).delete()
        number += len(batch)
    return number
