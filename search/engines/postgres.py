"""PostgreSQL's full text search, over a column that it generates from the analysed ones.

Django does not know the column; an index on the expression alone would rank by reading all texts.
"""

from typing import Any

from django.db import connection

from search.analysis import Asked
from search.engines.base import Question
from search.engines.database import DatabaseEngine

TABLE = "search_indexeddocument"
WORDS = " || ".join(
    f"setweight(to_tsvector('simple', {column}), '{weight}')"
    for column, weight in (("title_words", "A"), ("keyword_words", "B"), ("body_words", "D"))
)
SCHEMA = f"""
    ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS ({WORDS}) STORED;
    CREATE INDEX search_words ON {TABLE} USING gin (words)
"""
WEIGHTS = "'{{0.1, 0.2, 0.5, 1.0}}'"  # body, -, keywords, title
FIND = f"""
    WITH fitting AS (
        SELECT d.kind, d.object_id, d.id,
               ts_rank({WEIGHTS}, d.words, question, 1) * d.weight AS fit
        FROM {TABLE} d, to_tsquery('simple', %s) question
        WHERE d.words @@ question AND ({{seen}})
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY fit DESC, id DESC) AS place
        FROM fitting
    )
    SELECT kind, object_id FROM placed WHERE place <= %s ORDER BY fit DESC, id DESC
"""


class PostgresEngine(DatabaseEngine):
    def prepare(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('search_words')")
            if cursor.fetchone()[0] is None:
                cursor.execute(SCHEMA)

    def _statement(self, question: Question, seen: str) -> tuple[str, list[Any]]:
        joiner = " | " if question.any_word else " & "
        match = joiner.join(f"({expression(word)})" for word in question.words)
        return FIND.format(seen=seen), [match]


def expression(word: Asked) -> str:
    """PostgreSQL's own language; the forms hold letters and digits only, quoted all the same."""
    whole = [f"'{form}'" for form in word.whole]
    return " | ".join([*whole, *(f"'{start}':*" for start in word.starts)])
