"""A question that is put into SQL once, with places for what differs from time to time.

Django spends some ten times as long on writing a query with many subqueries as the database does
on answering it. Such a one, asked on every page, is written once for each connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connections, models
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]
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


@dataclass
class Written:
    """A question as one connection asks it."""

    compiler: SQLCompiler
    sql: str
    places: list[Any]

    def asked(self, values: dict[str, Any]) -> Iterable[Any]:
        """The rows, with their values as the fields have them; none with a number that is too large
        for the database, as an address may hold it."""
        connection = self.compiler.connection
        with connection.cursor() as cursor:
            try:
                cursor.execute(self.sql, [_filled(one, values, connection) for one in self.places])
            except OverflowError:
                return []
            found = cursor.fetchall()
        return self.compiler.results_iter([found], tuple_expected=True)

    @property
    def database(self) -> str:
        return str(self.compiler.connection.alias)

    @cached_property
    def names(self) -> list[str]:
        query = self.compiler.query
        return [*query.values_select, *query.annotation_select]

    @cached_property
    def own(self) -> slice:
        """Where the model's own fields are in a row."""
        fields = self.compiler.klass_info["select_fields"]
        return slice(fields[0], fields[-1] + 1)

    @cached_property
    def fields(self) -> list[str]:
        return [column.target.attname for column, *_rest in self.compiler.select[self.own]]

    @cached_property
    def related(self) -> list[Any]:
        """What makes the objects of `select_related`."""
        compiler = self.compiler
        return list(get_related_populators(compiler.klass_info, compiler.select, self.database))


class Prepared:
    """`make` gives a QuerySet in which Given stands for what differs.

    With `.values(...)` ask for `rows` or `first`, without for `objects`. KeyError when a value is
    not named.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self.make = make

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """All rows, as `values_list` gives them."""
        return [tuple(row) for row in self._written_for(connections["default"]).asked(values)]

    def first(self, **values: Any) -> dict[str, Any] | None:
        """The first row by its names, or None."""
        found = self.rows(**values)
        return (
            dict(zip(self._written_for(connections["default"]).names, found[0], strict=True))
            if found
            else None
        )

    def objects(self, **values: Any) -> list[Any]:
        """As the QuerySet gives them, with `select_related` and annotations."""
        written = self._written_for(connections["default"])
        return [_made(written, row) for row in written.asked(values)]

    def _written_for(self, connection: Any) -> Written:
        """Kept on the connection, which it knows, so that the two go together."""
        known: dict[Prepared, Written] = vars(connection).setdefault("prepared_questions", {})
        if self not in known:
            compiler = self.make().query.get_compiler(connection=connection)
            sql, places = compiler.as_sql()
            known[self] = Written(compiler, sql, list(places))
        return known[self]


def _made(written: Written, row: Any) -> Any:
    """As Django's ModelIterable does it."""
    model = written.compiler.klass_info["model"]
    made = model.from_db(written.database, written.fields, row[written.own])
    for related in written.related:
        related.populate(row, made)
    for name, place in written.compiler.annotation_col_map.items():
        setattr(made, name, row[place])
    return made


def _filled(place: Any, values: dict[str, Any], connection: Any) -> Any:
    return place.filled(values, connection) if isinstance(place, Given) else place
