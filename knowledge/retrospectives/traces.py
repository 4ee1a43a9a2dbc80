"""What the database itself remembers, and how it is made to forget.

SQLite keeps earlier pages in its write-ahead log until it is folded in. PostgreSQL keeps earlier
rows in a table's file until the table is written anew; nobody reads the table meanwhile, so what
takes long is left to the job.
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connection, models

from knowledge.retrospectives.cards import Card, Slot, Theme
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Attendance

log = logging.getLogger("utbyte.traces")
UNSEEN: tuple[type[models.Model], ...] = (Slot, Marks)
ALL: tuple[type[models.Model], ...] = (*UNSEEN, Card, Theme, Attendance)
AT_ONCE = 16_000_000  # bytes of a table that is written anew while people wait: some 40 ms
SHORT, LONG = "200ms", "2s"  # waiting for those who read just then; all others wait behind
BUSY = 200  # milliseconds: the same, where one file is the whole database
ATTEMPTS = 3
SIZE = """
    SELECT pg_relation_size(oid) + coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0)
    FROM pg_class WHERE oid = %s::regclass
"""


def after_showing() -> None:
    """Forget how the cards and answers came."""
    _forget(UNSEEN, AT_ONCE, SHORT)


def after_stop() -> None:
    """Forget the cards, and how the votes came."""
    _forget(ALL, AT_ONCE, SHORT)


def again() -> None:
    """What somebody's reading or a table's size hindered; every ten minutes."""
    _forget(ALL, None, LONG)


def _forget(tables: tuple[type[models.Model], ...], most: int | None, wait: str) -> None:
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        if not _folded_in() and most is None:
            log.warning("the database's log could not be emptied; the next job tries again")
    elif connection.vendor == "postgresql":
        _tell(f"SET lock_timeout = '{wait}'")
        try:
            for table in tables:
                _write_anew(table._meta.db_table, most)
        finally:
            _tell("RESET lock_timeout")


def _folded_in() -> bool:
    """False when somebody's reading hindered it. All who write wait meanwhile, so it is short."""
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {BUSY}")
        try:
            return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _write_anew(table: str, most: int | None) -> None:
    """A new file with the rows of open boards alone; the old one goes away.

    Tried some times, since PostgreSQL's own cleaning may be there; others get in between.
    """
    if not any(_written(table, most) for _attempt in range(ATTEMPTS)):
        log.warning("%s could not be written anew; the next job tries again", table)


def _written(table: str, most: int | None) -> bool:
    """False when somebody was in the way; that a table is too large is no hindrance.

    Asking for the size waits for others too.
    """
    try:
        size = _size(table)
        if size and (most is None or size <= most):
            _tell(f"VACUUM FULL {table}")
    except OperationalError:
        return False
    return True


def _size(table: str) -> int:
    """In bytes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZE, [table])
        return int(cursor.fetchone()[0])


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
