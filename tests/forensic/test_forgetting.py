"""When the cards are shown, the files hold each of them once, and the planner no note of it."""

import pytest

from tests.forensic import crowd
from tests.forensic.evening import hold

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_files_nor_planner_keep_how_the_cards_came(digital):
    found = hold(crowd.evening(digital, crowd.browsers(digital), 0))
    copies = {card: found.files.count(card.encode()) for card in found.cards}
    assert set(copies.values()) == {1}
    assert [card for card in found.cards if card in found.noted] == []
