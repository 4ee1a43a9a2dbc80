"""A question that is put into SQL once, with places for what differs from time to time.

Django spends some ten times as long on writing a query with many subqueries as the database does
on answering it. Such a one, asked on every page, is written once for each connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections, models
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """The place of a value that is named when the question is asked."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    def __repr__(self) -> str:
        return f"Given({self.name!r})"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: Any) -> Any:
        """As the database takes it. KeyError when the value is not named."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared:
    """`make` gives a QuerySet with `.values(...)`, in which Given stands for what differs."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self.make = make

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """All rows, as `values_list` gives them. KeyError when a value is not named."""
        connection = connections["default"]
        compiler, sql, places = self._written_for(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, [_filled(one, values, connection) for one in places])
            found = cursor.fetchall()
        return [tuple(row) for row in compiler.results_iter([found], tuple_expected=True)]

    def first(self, **values: Any) -> dict[str, Any] | None:
        """The first row by its names, or None."""
        found = self.rows(**values)
        compiler, _sql, _places = self._written_for(connections["default"])
        names = [*compiler.query.values_select, *compiler.query.annotation_select]
        return dict(zip(names, found[0], strict=True)) if found else None

    def _written_for(self, connection: Any) -> tuple[SQLCompiler, str, list[Any]]:
        """Kept on the connection, which it knows, so that the two go together."""
        written: dict[Prepared, tuple[SQLCompiler, str, list[Any]]]
        written = vars(connection).setdefault("prepared_questions", {})
        if self not in written:
            compiler = self.make().query.get_compiler(connection=connection)
            sql, places = compiler.as_sql()
            written[self] = compiler, sql, list(places)
        return written[self]


def _filled(place: Any, values: dict[str, Any], connection: Any) -> Any:
    return place.filled(values, connection) if isinstance(place, Given) else place
