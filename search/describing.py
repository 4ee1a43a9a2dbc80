"""From objects to their descriptions, many in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from search.documents import Described, SearchDocument


@dataclass(frozen=True)
class Description:
    """`words` is None for what is gone or not to be found; `failure` when describing failed."""

    kind: str
    object_id: int
    words: Described | None = None
    failure: Exception | None = None


def describe(document: SearchDocument, ids: Iterable[int]) -> list[Description]:
    """One description for each id; when the objects cannot be fetched, every one is a failure."""
    wanted = list(ids)
    try:
        with transaction.atomic():
            found = fetched(document, wanted)
    except Exception as failure:
        return [Description(document.kind, pk, failure=failure) for pk in wanted]
    return [described(document, pk, found.get(pk)) for pk in wanted]


def fetched(document: SearchDocument, ids: list[int]) -> dict[int, Any]:
    """The objects with all that describing them reads."""
    objects = document.model._default_manager.prefetch_related(*document.indexed)
    return together(document, objects).in_bulk(ids)


def described(document: SearchDocument, pk: int, obj: Any) -> Description:
    if obj is None:
        return Description(document.kind, pk)
    try:
        return Description(document.kind, pk, document.describe(obj))
    except Exception as failure:  # one bad object must not hold up the rest
        return Description(document.kind, pk, failure=failure)


def together(document: SearchDocument, objects: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """With `related` in the same query where it is one object, in a query of its own else."""
    joined = [
        path
        for path in document.related
        if isinstance(path, str) and _is_single(document.model, path)
    ]
    apart = [path for path in document.related if path not in joined]
    objects = objects.select_related(*joined) if joined else objects
    return objects.prefetch_related(*apart)


def _is_single(model: Any, path: str) -> bool:
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if not (field.many_to_one or field.one_to_one):
            return False
        model = field.related_model
    return True
