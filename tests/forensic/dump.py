"""Every row of the database, as somebody with a full copy of it reads them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%%'"
    " AND sql NOT LIKE '%%WITHOUT ROWID%%' AND sql NOT LIKE 'CREATE VIRTUAL%%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
HIDDEN = {"sqlite": "rowid, 0", "postgresql": "ctid::text, xmin::text"}
SEQUENCES = {"postgresql": "SELECT sequencename, last_value FROM pg_sequences"}
PERSON = ("person_id", "user_id", "actor_id", "author_id", "owner_id")


@dataclass(frozen=True)
class Row:
    """`place` counts rows as the table holds them; `version` is the transaction that wrote it.

    SQLite keeps no such version: there it is 0.
    """

    table: str
    place: int
    version: int
    values: dict[str, str]

    @property
    def person(self) -> int:
        """Whom the row is about; 0 for nobody."""
        if self.table == "people_person":
            return int(self.values["id"])
        return int(next((self.values[name] for name in PERSON if self.values.get(name)), 0))


@dataclass(frozen=True)
class Dump:
    tables: dict[str, list[Row]]

    @cached_property
    def by_value(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for rows in self.tables.values():
            for row in rows:
                for value in set(row.values.values()):
                    found[value].append(row)
        return found

    @cached_property
    def marks(self) -> dict[str, dict[str, int]]:
        """By column: every value that belongs to one person alone → that person."""
        people: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for row in (row for rows in self.tables.values() for row in rows if row.person):
            for name, value in row.values.items():
                people[f"{row.table}.{name}"][value].add(row.person)
        return {
            name: {value: min(who) for value, who in found.items() if value and len(who) == 1}
            for name, found in people.items()
        }

    def without(self, *tables: str) -> "Dump":
        return Dump({name: rows for name, rows in self.tables.items() if name not in tables})


def take(*beginnings: str) -> Dump:
    """All tables, or those whose names begin so; PostgreSQL's sequences are one more."""
    tables = [name for name in _asked(TABLES) if name.startswith(beginnings or "")]
    sequences = [
        Row("sequences", number, 0, {"name": name, "last": str(last)})
        for number, (name, last) in enumerate(_rows(SEQUENCES.get(connection.vendor)))
    ]
    return Dump({**{name: _rows_of(name) for name in tables}, "sequences": sequences})


def _asked(queries: dict[str, str]) -> list[str]:
    return [name for (name,) in _rows(queries[connection.vendor])]


def _rows(query: str | None) -> list[tuple]:
    if query is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return cursor.fetchall()


def _rows_of(table: str) -> list[Row]:
    """In the order in which the table's own file holds them."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {HIDDEN[connection.vendor]}, * FROM "{table}"')
        names = [column[0] for column in cursor.description][2:]
        found = sorted(cursor.fetchall(), key=lambda row: _physical(row[0]))
    return [
        Row(table, place, int(version), dict(zip(names, map(_text, values), strict=True)))
        for place, (_where, version, *values) in enumerate(found)
    ]


def _physical(where: object) -> tuple[int, ...]:
    """A row id, or PostgreSQL's "(page,item)", as numbers that sort."""
    return tuple(int(part) for part in str(where).strip("()").split(","))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, uuid.UUID):
        return value.hex
    return value.hex() if isinstance(value, bytes | memoryview) else str(value)
