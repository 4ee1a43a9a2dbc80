"""The attacks can find: with a fault planted in the database, one of them finds nearly all."""

import pytest

from tests.forensic import crowd, planted
from tests.forensic.evening import hold
from tests.forensic.score import attacked

pytestmark = pytest.mark.django_db(transaction=True)

PLANTS = {
    "people's own values": planted.author,
    "the same, hashed": planted.hashed_author,
    "times beside cards": planted.timestamp,
    "numbers beside cards": planted.serial_id,
    "audit events": planted.audit_event,
}


@pytest.fixture
def column(transactional_db):
    with planted.a_column_more():
        yield


@pytest.mark.parametrize("attack", PLANTS)
def test_a_planted_fault_is_found(attack, column, digital):
    evening = crowd.evening(digital, crowd.browsers(digital), 0, PLANTS[attack])
    found = attacked(hold(evening), evening.truth, attack)
    assert found[attack] >= 0.9 * crowd.MANY
