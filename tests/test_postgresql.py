"""What holds on PostgreSQL only: run with `.ci/postgres`."""

import pytest
from django.db import connection

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
