"""Brings tables to what a source says, counting what that took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

BATCH = 2_000
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.retired + other.retired,
        )

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.changed} changed, "
            f"{self.unchanged} unchanged, {self.retired} retired"
        )


def sync_objects(
    model: type[Row], wanted: Iterable[tuple[Row | None, Mapping[str, Any]]]
) -> tuple[list[Row], Tally]:
    """Add where there is no row, change where facts differ; the rows come back in order."""
    rows, new, changed = [], [], []
    for stored, facts in wanted:
        row = stored or model(**facts)
        rows.append(row)
        if stored is None:
            new.append(row)
        elif any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            changed.append(row)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    overwrite(model, changed)
    return rows, Tally(len(new), len(changed), len(rows) - len(new) - len(changed))


def overwrite(model: type[Row], changed: list[Row]) -> None:
    names = [field.attname for field in model._meta.local_concrete_fields if not field.primary_key]
    if changed:
        model._default_manager.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[model._meta.get_field(name).name for name in names],
        )


def sync_rows(
    model: type[Row], stored: QuerySet[Row], fields: tuple[str, ...], wanted: set[Any]
) -> Tally:
    """Make the stored rows exactly the wanted tuples of `fields`; what differs is replaced."""
    surplus, present = [], set()
    for pk, *values in stored.values_list("pk", *fields).iterator(chunk_size=20_000):
        row = tuple(values)
        if row in wanted and row not in present:
            present.add(row)
        else:
            surplus.append(pk)
    for start in range(0, len(surplus), 500):
        model._default_manager.filter(pk__in=surplus[start : start + 500]).delete()
    missing = sorted(wanted - present)
    for start in range(0, len(missing), BATCH):
        part = missing[start : start + BATCH]
        model._default_manager.bulk_create(
            [model(**dict(zip(fields, row, strict=True))) for row in part]
        )
    return Tally(len(missing), 0, len(present), len(surplus))
