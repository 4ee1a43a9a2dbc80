"""What the database itself remembers, and how it is made to forget."""

from django.db import connection


def empty_log() -> None:
    """SQLite keeps earlier pages in its write-ahead log until it is folded in."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
