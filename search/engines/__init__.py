"""Which engine finds the candidates. They only find: `finding` decides what is shown."""

from functools import lru_cache

from django.db import connection

from search.engines.base import Engine


def current() -> Engine:
    return _engine(connection.vendor)


@lru_cache
def _engine(vendor: str) -> Engine:
    if vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine()
    from search.engines.sqlite import SqliteEngine

    return SqliteEngine()
