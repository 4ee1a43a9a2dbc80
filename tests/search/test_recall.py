"""Questions put to Swedish authorities find their answers."""

import os
from pathlib import Path

import pytest

from search.evaluation import discounted, measured, of_one, put, read

AROUND = Path(__file__).parents[2].parent / "shared" / "data"
DATA = Path(os.environ.get("UTBYTE_DATA", AROUND)) / "search"
pytestmark = pytest.mark.django_db
FOUND = {"swefaq": (0.63, 0.76), "swequad": (0.83, 0.94), "faq-sv-sv": (0.48, 0.62)}


@pytest.mark.skipif(not DATA.is_dir(), reason="no collections in ../shared/data or UTBYTE_DATA")
@pytest.mark.parametrize("name", FOUND)
def test_questions_find_their_answers(name):
    collection = read(DATA / name)
    put(collection.texts.values())
    result, (ndcg, recall) = measured(collection), FOUND[name]
    assert result["ndcg@10"] >= ndcg and result["recall@10"] >= recall, result


def test_the_measures_are_the_known_ones():
    one = of_one(["x", "right", "y"], {"right": 1, "missed": 1})
    assert one["mrr@10"] == 0.5 and one["recall@10"] == 0.5
    assert one["ndcg@10"] == pytest.approx(discounted([0, 1]) / discounted([1, 1]))
