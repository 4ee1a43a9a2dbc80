"""The kinds of records that Utbyte holds, as a registrar reads of them.

Each room says which of its tables make one kind and who may read it. What the fields are and how
long they are kept comes from the tables themselves; whether search has a copy comes from search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise

from people.records import CLASSES, Keep, Records
from people.registry.words import CLASS, HOW_LONG, IN_BACKUP, IN_MAIL, IN_SEARCH, LINK_IN_MAIL

Text = str | Promise
Tables = tuple[type[models.Model], ...]


@dataclass(frozen=True)
class RecordKind:
    """`note` says when it becomes a public record, where that is not plain."""

    name: str
    label: Text
    tables: Tables
    readers: Text
    note: Text = ""
    told_by_mail: bool = False
    text_in_mail: bool = False
    backup: Text = IN_BACKUP
    order: int = 50

    @property
    def how_long(self) -> list[Text]:
        """The longest-lived first: the rules stand in the order of `Keep`."""
        kept = {records_of(table).keep for table in self.tables}
        return [HOW_LONG[keep] for keep in Keep if keep in kept]

    @property
    def classes(self) -> list[Text]:
        found = {name for table in self.tables for name in records_of(table).classes().values()}
        return [CLASS[name] for name in CLASSES if name in found]

    @property
    def copies(self) -> list[Text]:
        mail = [IN_MAIL] if self.text_in_mail else [LINK_IN_MAIL] if self.told_by_mail else []
        search = [IN_SEARCH] if searched() & set(self.tables) else []
        return [*search, *mail, self.backup]


@dataclass(frozen=True)
class LeftOut:
    """Tables that hold nothing to ask for, and why."""

    why: Text
    tables: Tables


_kinds: dict[str, RecordKind] = {}
_left_out: dict[str, LeftOut] = {}
_searched: list[Callable[[], Iterable[type[models.Model]]]] = []


def register(*kinds: RecordKind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def leave_out(room: str, why: Text, *tables: type[models.Model]) -> None:
    _left_out[room] = LeftOut(why, tables)


def register_searched(source: Callable[[], Iterable[type[models.Model]]]) -> None:
    """How search tells which tables it has copies of."""
    _searched[:] = [source]


def searched() -> set[type[models.Model]]:
    return {table for source in _searched for table in source()}


def all_kinds() -> list[RecordKind]:
    return sorted(_kinds.values(), key=lambda one: one.order)


def left_out() -> list[LeftOut]:
    return list(_left_out.values())


def records_of(table: type[models.Model]) -> Records:
    records: Records = table.__dict__["records"]
    return records
