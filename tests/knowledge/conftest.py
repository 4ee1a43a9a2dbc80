"""Lessons for the cast."""

import pytest

from knowledge.articles import actions
from knowledge.retrospectives.opening import open_board


@pytest.fixture
def write(db):
    """A published lesson: `write(amina, "Titel", audience="connected")`."""

    def written(by, title="Digitala lås i hemtjänsten", **fields):
        draft = actions.start_draft(by=by, title=title, what_we_learned="Börja med elva.")
        draft = actions.save_draft(draft=draft, by=by, version=draft.version, **fields)
        return actions.publish(draft=draft, by=by)

    return written


@pytest.fixture
def board(team, amina):
    """This week's board, open, without names."""
    return open_board(team=team, by=amina, anonymous=True)


@pytest.fixture
def named(team, amina):
    """This week's board, open, with names."""
    return open_board(team=team, by=amina, anonymous=False)
