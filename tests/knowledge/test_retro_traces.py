"""The database's own files remember no more than the tables do."""

import sqlite3
import time
from contextlib import closing as closed_after
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from knowledge.retrospectives import anonymity, closing, mood, opening, traces, writing
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's own files"),
]
PATIENCE = 20_000  # milliseconds that a writer waits for another
LONG = "Det tog en hel eftermiddag innan någon vågade ringa. " * 8


def stored(ending=""):
    """What a copy of the database file, its write-ahead log or its index holds."""
    path = Path(f"{connection.settings_dict['NAME']}{ending}")
    return path.read_bytes() if path.exists() else b""


def everywhere():
    return b"".join(stored(ending) for ending in ("", "-wal", "-shm"))


def left(texts):
    found = everywhere()
    return [text for text in texts if text.encode() in found]


@pytest.fixture
def texts(board):
    """Twenty long cards from five people, and as many short ones."""
    tickets = [
        (one, opening.attend(board=board, by=one)) for one in board.team.members.order_by("pk")
    ]
    written = [f"{kind} {n:02d} {rest}".strip() for n in range(20) for kind, rest in KINDS]
    for number, text in enumerate(written):
        by, ticket = tickets[number % 5]
        writing.write_card(board=board, by=by, column="learned", text=text, ticket=ticket)
    return written


KINDS = (("Långlapp", LONG), ("Kortlapp", ""))


def test_the_log_remembers_each_writing_until_the_cards_are_shown(board, texts):
    assert stored("-wal").count(b"Kortlapp 00") > stored().count(b"Kortlapp 00") + 10


def test_showing_the_cards_empties_the_log_of_who_was_first(board, texts, amina, sign_in):
    board.refresh_from_db()
    slots = list(Slot.objects.exclude(text=""))
    keys = [*(one.lock for one in slots), *(one.key.hex for one in slots)]
    keys += Marks.objects.get().spent
    assert left(keys) == keys
    sign_in(amina).post(f"/fredag/{board.team_id}/visa/")
    assert Card.objects.count() == len(texts)
    assert stored("-wal") == b""
    assert left(keys) == []
    assert all(stored().count(f"Kortlapp {n:02d}".encode()) == 1 for n in range(20))


def test_showing_the_cards_empties_the_log_of_who_answered(board, texts, amina):
    ticket = anonymity.new_ticket(board)
    mood.answer(board=board, by=amina, mood="heavy", ticket=ticket)
    marks = Marks.objects.get().mood_marks
    assert left(marks) == marks != []
    writing.reveal(board=board, by=amina)
    assert left(marks) == []


def test_a_card_taken_back_is_in_no_file_once_the_rest_are_shown(board, texts, amina):
    key = writing.write_card(board=board, by=amina, column="learned", text="Ångrade ord")
    writing.change_card(board=board, by=amina, key=key, text="")
    assert left(["Ångrade ord"])
    writing.reveal(board=board, by=amina)
    assert not left(["Ångrade ord"])


def test_after_the_full_stop_no_file_holds_a_card(board, texts, amina, sign_in):
    browser = sign_in(amina)
    browser.post(f"/fredag/{board.team_id}/visa/")
    late = {"text": "Sent skrivet, med namn", "column": "learned", "named": "on"}
    browser.post(f"/fredag/{board.team_id}/lapp/", late)
    texts.append(late["text"])
    assert left(texts) == texts
    browser.post(f"/fredag/{board.team_id}/punkt/")
    assert stored("-wal") == b""
    assert left(texts) == []


def test_a_full_stop_without_showing_leaves_no_card_either(board, texts, amina):
    keys = [slot.key.hex for slot in Slot.objects.all()]
    assert len(keys) == anonymity.SLOTS
    closing.set_full_stop(board=board, by=amina)
    assert left([*texts, *keys]) == []


def test_a_log_that_a_reader_kept_is_emptied_by_the_next_job(board, amina, caplog):
    writing.write_card(board=board, by=amina, column="learned", text="Ångrade ord")
    begun, name = time.monotonic(), connection.settings_dict["NAME"]
    with closed_after(sqlite3.connect(name, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM knowledge_slot").fetchall()
        closing.set_full_stop(board=board, by=amina)
        assert left(["Ångrade ord"]) and not caplog.records
        traces.again()
        assert "could not be emptied" in caplog.text
    assert time.monotonic() - begun < 3, "nobody waits for a reader"
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (PATIENCE,)
    assert left(["Ångrade ord"])
    caplog.clear()
    traces.again()
    assert not left(["Ångrade ord"]) and not caplog.records


def test_a_forgotten_board_is_gone_from_the_files_too(board, texts):
    Retrospective.objects.update(opened_on=timezone.localdate() - timedelta(days=30))
    closing.stop_forgotten()
    assert left(texts) == []
