"""The attacks can find: with a fault planted in the database, one of them finds nearly all."""

from random import Random

import pytest

from knowledge.retrospectives import anonymity
from tests.forensic import crowd, planted
from tests.forensic.attack_pictures import columns_that_grow
from tests.forensic.evening import hold
from tests.forensic.score import LIMITS, attacked, completed, hits

pytestmark = pytest.mark.django_db(transaction=True)

PLANTS = [
    ("people's own values", planted.author),
    ("the same, hashed", planted.hashed_author),
    ("times beside cards", planted.timestamp),
    ("numbers beside cards", planted.serial_id),
    ("clocks in slots' keys", planted.clock_in_slot_key),
    ("clocks in cards' keys", planted.clock_in_card_key),
    ("audit events", planted.audit_event),
    ("notices and letters", planted.notice),
    ("notices and letters", planted.letter),
    ("lines of logs", planted.line_of_log),
    ("caches and mails", planted.cache_entry),
    ("surroundings in files", planted.address_beside),
    ("series of copies", planted.copy_elsewhere),
]


@pytest.fixture
def room(transactional_db):
    with planted.room_for_faults():
        yield


@pytest.mark.parametrize("attack, fault", PLANTS)
def test_a_planted_fault_is_found(attack, fault, room, digital):
    evening = crowd.evening(digital, crowd.browsers(digital), 0, fault)
    found = attacked(hold(evening), evening.truth, attack)
    assert found[attack] >= 0.9 * crowd.MANY


def test_places_and_cards_that_are_not_dealt_by_chance_are_found(digital, monkeypatch):
    monkeypatch.setattr(anonymity, "chance", planted.NoChance())
    evening = crowd.evening(digital, crowd.browsers(digital), 0)
    found = attacked(hold(evening), evening.truth, "no chance")
    assert found["slots taken in turn"] >= 0.4 * crowd.MANY  # PostgreSQL moves rows about


def test_places_and_cards_in_the_order_of_writing_are_found(digital, monkeypatch):
    monkeypatch.setattr(anonymity, "chance", planted.InTurn())
    evening = crowd.evening(digital, crowd.browsers(digital), 0)
    found = attacked(hold(evening), evening.truth, "in turn")
    for attack in ("order of the slots", "order of the cards", "place in files"):
        assert found[attack] >= 0.4 * crowd.MANY, attack


def test_counts_by_column_told_to_one_who_looks_are_found(digital):
    """They tell one card in each column at best: three times what chance gives."""
    people, counted = crowd.browsers(digital), 0
    for run in range(10):
        told = {"told_too": planted.counts_by_column, "copies": False}
        evening = crowd.evening(digital, people, run, **told)
        found = hold(evening)
        guess = completed(columns_that_grow(found), found, Random(run))
        counted += hits(guess, evening.truth)
    assert counted > LIMITS[10]
