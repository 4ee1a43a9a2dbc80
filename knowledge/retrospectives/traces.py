"""What the database itself remembers, and how it is made to forget."""

import logging

from django.db import OperationalError, connection

from knowledge.retrospectives.cards import Slot

log = logging.getLogger("utbyte.traces")
WAIT = "2s"  # for those who read the slots just then


def empty_log() -> None:
    """Forget how the cards came, once they are shown or erased.

    SQLite keeps earlier pages in its write-ahead log until it is folded in. PostgreSQL keeps
    earlier rows in the table's file until the table is written anew.
    """
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        _tell("PRAGMA wal_checkpoint(TRUNCATE)")
    elif connection.vendor == "postgresql":
        _write_slots_anew()


def _write_slots_anew() -> None:
    """A new file with the slots of open boards alone; the old one goes away.

    Somebody may be reading them: then the hourly job does it.
    """
    _tell(f"SET lock_timeout = '{WAIT}'")
    try:
        _tell(f"VACUUM FULL {Slot._meta.db_table}")
    except OperationalError:
        log.warning("the slots could not be written anew; the next job tries again")
    finally:
        _tell("RESET lock_timeout")


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
