"""What the files and the planner still know when the cards are shown, and when they are erased."""

import json

import pytest

from knowledge.retrospectives.mood import Mood
from tests.forensic import crowd, disk
from tests.forensic.attack_copies import LEFT_OUT
from tests.forensic.evening import hold

pytestmark = pytest.mark.django_db(transaction=True)


def times(texts, files):
    return {text: files.count(text.encode()) for text in texts}


def test_a_board_leaves_nothing_behind(digital):
    """One evening for all: it takes long to hold."""
    found = hold(crowd.evening(digital, crowd.browsers(digital), 0))
    (marks,) = found.opened.tables["knowledge_marks"]
    kept = [json.loads(marks.values[name]) for name in ("spent", "given", "mood_marks")]
    assert [len(one) for one in kept] == [crowd.MANY] * 3
    spent = [mark for one in kept for mark in one]

    shown_once = set(times(found.cards, found.files).values())
    assert shown_once == {1}
    assert set(times(spent, found.files).values()) == {0}
    assert [text for text in (*found.cards, *spent) if text in found.noted] == []

    after_the_stop = disk.read()
    assert set(times([*found.cards, *spent], after_the_stop).values()) == {0}


def test_copies_made_as_they_are_to_be_never_show_how_the_week_has_been(digital):
    """Two copies with one answer between them would tell whose it is."""
    found = hold(crowd.evening(digital, crowd.browsers(digital), 0))
    last = json.loads(found.opened.tables["knowledge_marks"][0].values["moods"])
    assert sum(last) == crowd.MANY
    copies = [one.without(*LEFT_OUT) for one in (*found.series, found.opened)]
    answered = [json.dumps(last), *Mood.values]
    assert [text for text in answered for one in copies if text in one.by_value] == []
    boards = [one.tables["knowledge_retrospective"][-1].values for one in copies]
    differing = {name for board in boards for name in board if board[name] != boards[0][name]}
    assert differing == {"changes"}  # how many deeds there have been, whatever they were
