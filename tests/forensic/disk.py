"""The database's own files as bytes, what its planner has noted, and what caches and mails hold."""

import pickle
import zlib
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.db import connection

FILES = """
    SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pg_toast') AND c.relkind IN ('r', 't', 'i')
    AND (c.relname LIKE 'knowledge%%' OR c.relname LIKE 'people%%' OR n.nspname = 'pg_toast')
"""
PAGE = {"sqlite": "PRAGMA page_size", "postgresql": "SHOW block_size"}
NOTED = """
    SELECT concat_ws(' ', most_common_vals::text, histogram_bounds::text)
    FROM pg_stats WHERE schemaname = 'public' AND tablename LIKE 'knowledge%%'
"""


def read() -> bytes:
    """SQLite: the file, its log and its index. PostgreSQL: the files of our tables and indexes."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{ending}") for ending in ("", "-wal", "-shm")]
        return b"".join(path.read_bytes() for path in files if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(FILES, [])
        return b"".join(bytes(one) for (one,) in cursor.fetchall())


def page() -> int:
    with connection.cursor() as cursor:
        cursor.execute(PAGE[connection.vendor])
        return int(cursor.fetchone()[0])


def let_it_note() -> None:
    """What PostgreSQL does by itself every minute where rows have changed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE knowledge_slot, knowledge_marks, knowledge_retrospective")


def noted() -> str:
    """The values that PostgreSQL's planner has kept of our columns; empty on SQLite."""
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(NOTED, [])
        return " ".join(text for (text,) in cursor.fetchall())


def cached() -> list[str]:
    """What each file of the cache holds; Django packs it, behind the time when it ends."""
    held = []
    for path in Path(settings.CACHES["default"]["LOCATION"]).glob("**/*.djcache"):
        with path.open("rb") as file:
            pickle.load(file)
            held.append(zlib.decompress(file.read()).decode("latin-1"))
    return held


def mailed() -> list[str]:
    files = [path for path in Path(settings.EMAIL_FILE_PATH).glob("**/*") if path.is_file()]
    letters = [f"{letter.to} {letter.subject} {letter.body}" for letter in mail.outbox]
    return [path.read_bytes().decode("latin-1") for path in files] + letters
