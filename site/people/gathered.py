"""Several rows of another table as one value of a row, so that a page asks for them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F, Func, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)
Values = dict[str, Any]


class _AsList(Func):
    """An aggregate that Django does not know for one, so that it groups by nothing."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


def gathered(rows: QuerySet[Any, Any], *fields: str, **related: tuple[str, ...]) -> Subquery:
    """The rows, in no order, each with these fields and those of the rows that it points at.

    The rows may refer to the outer one.
    """
    beside = {
        name: JSONObject(**{field: F(f"{name}__{field}") for field in theirs})
        for name, theirs in related.items()
    }
    row = JSONObject(**{name: F(name) for name in fields}, **beside)
    return Subquery(rows.order_by().values(gathered=_AsList(row)), output_field=JSONField())


def made(model: type[Row], value: Sequence[Values] | None) -> list[Row]:
    """What `gathered` found, as rows that know these fields and no others."""
    return [_made(model, one) for one in value or ()]


def _made(model: type[Row], values: Values) -> Row:
    beside = {name: value for name, value in values.items() if isinstance(value, dict)}
    own = [one for one in model._meta.concrete_fields if one.attname in values]
    read = [one.to_python(values[one.attname]) for one in own]
    row = model.from_db("default", [one.attname for one in own], read)
    for name, theirs in beside.items():
        field: Any = model._meta.get_field(name)
        there = any(value is not None for value in theirs.values())
        setattr(row, name, _made(field.related_model, theirs) if there else None)
    return row


def remember(row: Model, name: str, found: Sequence[Model]) -> None:
    """`row.name.all()` gives these, as if they had been prefetched."""
    known = getattr(row, name).all()
    known._result_cache, known._prefetch_done = list(found), True
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = known
