"""Nobody with the whole database, its files and the logs can tell who wrote which card.

Five boards here; `UTBYTE_FORENSIC_RUNS=20` for the whole proof. The figures: docs/anonymity.md.
"""

import os
import sys
from collections import Counter

import pytest
from django.db import connection

from tests.forensic import crowd
from tests.forensic.attack_copies import series_with_open_cards
from tests.forensic.evening import hold
from tests.forensic.score import LIMITS, attacked, hits, report

RUNS = int(os.environ.get("UTBYTE_FORENSIC_RUNS", "5"))

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_attack_finds_more_than_chance_gives(digital, capsys):
    people, counted, unprotected = crowd.browsers(digital), Counter(), 0
    for run in range(RUNS):
        evening = crowd.evening(digital, people, run)
        found = hold(evening)
        counted.update(attacked(found, evening.truth, f"run {run} "))
        unprotected += hits(series_with_open_cards(found), evening.truth)
    with capsys.disabled():
        sys.stdout.write(report(counted, RUNS, connection.vendor))
        sys.stdout.write(f"Not protected: copies while people write find {unprotected}.\n")
    assert {name: found for name, found in counted.items() if found > LIMITS[RUNS]} == {}
    assert unprotected == RUNS * crowd.MANY
