"""PostgreSQL's files hold no card after the full stop, nor after the next job if somebody read."""

import time
from threading import Thread

import pytest
from django.db import connection

from knowledge.retrospectives import closing, opening, traces, writing
from people.persons.models import Person
from tests.forensic import disk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="looks into PostgreSQL's files"),
]
TEXTS = [f"Kortlapp {number:02d}" for number in range(10)]


def left():
    found = disk.read()
    return [text for text in TEXTS if text.encode() in found]


@pytest.fixture
def shown(board, amina):
    people = [Person.objects.get(pk=one.pk) for one in board.team.people]
    tickets = [opening.attend(board=board, by=one) for one in people]
    for number, text in enumerate(TEXTS):
        who, ticket = people[number % 5], tickets[number % 5]
        writing.write_card(board=board, by=who, column="learned", text=text, ticket=ticket)
    writing.reveal(board=board, by=amina)
    return board


@pytest.fixture
def reader():
    """Somebody who makes a copy just then."""
    other = connection.copy()
    other.ensure_connection()
    with other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        yield cursor
    other.close()


def test_after_the_full_stop_no_card_is_left(shown, amina):
    assert left() == TEXTS
    closing.set_full_stop(board=shown, by=amina)
    assert left() == []


@pytest.mark.parametrize("table", ["knowledge_card", "people_team"])
def test_what_somebody_was_reading_goes_with_the_next_job(table, shown, amina, reader):
    """The table itself, or any other: the old rows are kept for whoever began before."""
    reader.execute(f"SELECT count(*) FROM {table}")
    closing.set_full_stop(board=shown, by=amina)
    assert left() == TEXTS
    reader.execute("ROLLBACK")
    traces.again()
    assert left() == []


def test_a_full_stop_behind_a_waiting_job_is_answered(shown, amina, reader, sign_in):
    """A copy is being made, the job waits for it, and whoever asks for anything waits for both."""
    reader.execute("SELECT count(*) FROM knowledge_card")
    job = Thread(target=in_a_thread, args=[traces.again])
    job.start()
    until = time.monotonic() + 5
    while not waiting(reader) and time.monotonic() < until:
        time.sleep(0.02)
    answer = sign_in(amina).post(f"/fredag/{shown.team_id}/punkt/")
    assert answer.status_code == 302
    reader.execute("ROLLBACK")
    job.join()
    traces.again()
    assert left() == []


def in_a_thread(act):
    try:
        act()
    finally:
        connection.close()


def waiting(reader):
    reader.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return reader.fetchone()[0]


def test_a_large_table_is_left_to_the_job(shown, amina, monkeypatch):
    monkeypatch.setattr(traces, "AT_ONCE", 1)
    closing.set_full_stop(board=shown, by=amina)
    assert left() == TEXTS
    traces.again()
    assert left() == []
