"""SQLite's FTS5, with an index of its own over the analysed columns.

Triggers keep it in step with the table, whoever writes to it.
"""

from typing import Any

from django.db import connection

from search.analysis import Asked
from search.engines.base import Question
from search.engines.database import DatabaseEngine

COLUMNS = "title_words, keyword_words, body_words"
NEW = "new.id, new.title_words, new.keyword_words, new.body_words"
OLD = "'delete', old.id, old.title_words, old.keyword_words, old.body_words"
TAKE_OUT = f"INSERT INTO search_fts(search_fts, rowid, {COLUMNS}) VALUES ({OLD});"
PUT_IN = f"INSERT INTO search_fts(rowid, {COLUMNS}) VALUES ({NEW});"
WEIGHTS = "8.0, 4.0, 1.0"  # title, keywords, body
TABLE = "search_indexeddocument"
SCHEMA = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5({COLUMNS}, content='{TABLE}',
        content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='3 5')""",
    f"""CREATE TRIGGER IF NOT EXISTS search_fts_new AFTER INSERT ON {TABLE}
        BEGIN {PUT_IN} END""",
    f"""CREATE TRIGGER IF NOT EXISTS search_fts_gone AFTER DELETE ON {TABLE}
        BEGIN {TAKE_OUT} END""",
    f"""CREATE TRIGGER IF NOT EXISTS search_fts_changed AFTER UPDATE ON {TABLE}
        BEGIN {TAKE_OUT} {PUT_IN} END""",
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
)
# CROSS JOIN: the words first, then the rows; SQLite would else ask the index once for each row.
FIND = f"""
    WITH fitting AS MATERIALIZED (
        SELECT d.kind, d.object_id, d.id, bm25(search_fts, {WEIGHTS}) * d.weight AS distance
        FROM search_fts CROSS JOIN {TABLE} d ON d.id = search_fts.rowid
        WHERE search_fts MATCH %s AND ({{seen}})
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY distance, id DESC) AS place
        FROM fitting
    )
    SELECT kind, object_id FROM placed WHERE place <= %s ORDER BY distance, id DESC
"""


class SqliteEngine(DatabaseEngine):
    def prepare(self) -> None:
        with connection.cursor() as cursor:
            for statement in SCHEMA:
                cursor.execute(statement)

    def _statement(self, question: Question, seen: str) -> tuple[str, list[Any]]:
        joiner = " OR " if question.any_word else " AND "
        match = joiner.join(f"({expression(word)})" for word in question.words)
        return FIND.format(seen=seen), [match]


def expression(word: Asked) -> str:
    """FTS5's own language; the forms hold letters and digits only, quoted to be nothing else."""
    whole = [f'"{form}"' for form in word.whole]
    return " OR ".join([*whole, *(f'"{start}"*' for start in word.starts)])
