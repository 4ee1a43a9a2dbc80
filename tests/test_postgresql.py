"""What holds on PostgreSQL only: run with `.ci/postgres`."""

import pytest
from django.db import connection

from knowledge.retrospectives import anonymity, opening
from knowledge.retrospectives.cards import LONGEST

SLOTS = "knowledge_slot"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's planner"),
]


def shown(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def test_each_connection_says_how_to_plan():
    assert shown("join_collapse_limit") == "6"
    assert shown("random_page_cost") == "1.1"


def test_the_longest_card_lies_beside_the_others(team, amina):
    """In a table of its own its number there would tell when it was written."""
    board = opening.open_board(team=team, by=amina, anonymous=False)
    anonymity.make_slots(board)
    text = "".join(chr(0x1F300 + number * 37 % 600) for number in range(LONGEST))
    anonymity.put(board, column="learned", text=text, key="nyckel")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltoastrelid::regclass FROM pg_class WHERE relname = %s", [SLOTS])
        cursor.execute(f"SELECT count(*) FROM {cursor.fetchone()[0]}")
        assert cursor.fetchone()[0] == 0
