"""Lessons and boards for the cast."""

import pytest

from knowledge.articles import actions
from knowledge.retrospectives import gathering, writing
from knowledge.retrospectives.cards import Card
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


@pytest.fixture
def shown(named, amina, jonas):
    """A named board, shown, with two cards under one theme."""
    for person in (amina, jonas):
        writing.write_card(board=named, by=person, column="learned", text=f"Av {person.name}")
    writing.reveal(board=named, by=amina)
    gathering.gather(board=named, by=amina, cards=list(Card.objects.all()), label="Larm")
    named.refresh_from_db()
    return named
