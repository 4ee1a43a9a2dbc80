"""Each says one thing to leave behind. Then it is quiet until eight on Monday."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.retrospectives import closing, follow_up, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.closing import stop_forgotten
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.nudging import nudge
from knowledge.retrospectives.planning.mornings import open_boards, remind
from knowledge.retrospectives.proposals import lessons, outcomes
from knowledge.retrospectives.quiet import is_quiet
from people.notices.models import Letter, Notice
from tests.forensic.dump import take

FRIDAY = datetime(2026, 11, 20, 13, tzinfo=UTC)
EIGHT = datetime(2026, 11, 23, 7, tzinfo=UTC)  # Monday, by the Swedish clock
JOBS = (
    *(open_boards, remind, nudge, stop_forgotten),
    *(lessons.end_proposals, outcomes.end_outcomes),
)


@pytest.fixture
def shown(team, amina, time_machine):
    """A Friday before the stop: a theme that is a draft, and an action for Monday."""
    time_machine.move_to(FRIDAY)
    board = opening.open_board(team=team, by=amina, anonymous=False)
    writing.write_card(board=board, by=amina, column="learned", text="Larmet")
    writing.reveal(board=board, by=amina)
    gathering.gather(board=board, by=amina, cards=list(Card.objects.all()), label="Larm")
    lessons.propose_lesson(theme=Theme.objects.get(), by=amina)
    follow_up.add_action(board=board, by=amina, text="Ring", owner=amina, due_on=date(2026, 11, 23))
    board.refresh_from_db()
    return board


def run_jobs():
    for job in JOBS:
        job()


def test_the_page_asks_for_one_thing_aloud_and_stores_nothing(shown, amina, sign_in):
    browser = sign_in(amina)
    browser.get("/fredag/")
    before = take().tables
    seen = browser.get(f"/fredag/{shown.team_id}/punkt/").content.decode()
    assert "En sak att lämna här" in seen and "skrivs inte ner någonstans" in seen
    ritual, kept, erased, button = map(
        seen.index, ("En sak att lämna", "Det här tar ni med", "Det här raderas", "button stop")
    )
    assert ritual < kept < erased < button
    assert "<textarea" not in seen and "De finns kvar efter punkten" in seen
    after = take().tables
    assert {name for name in after if after[name] != before[name]} <= {"people_signin"}


def test_nothing_is_heard_from_the_stop_until_monday_at_eight(shown, amina, jonas, time_machine):
    closing.set_full_stop(board=shown, by=amina)
    outcomes.propose_outcome(
        team=shown.team, by=amina, audience="connected", title="Larm", learned="Ägare"
    )
    Notice.objects.all().delete()
    Letter.objects.all().delete()
    moment = FRIDAY + timedelta(minutes=5)
    while moment < EIGHT:
        time_machine.move_to(moment)
        run_jobs()
        assert not Notice.objects.exists() and not Letter.objects.exists(), moment
        moment += timedelta(hours=5)
    time_machine.move_to(EIGHT - timedelta(minutes=1))
    run_jobs()
    assert not Notice.objects.exists()
    time_machine.move_to(EIGHT)
    run_jobs()
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"board_opened", "actions_open", "outcome_drafted"}


@pytest.mark.parametrize(
    ("stopped", "over"),
    [
        ((2026, 11, 20), (2026, 11, 23)),  # Friday
        ((2026, 11, 19), (2026, 11, 23)),  # Thursday
        ((2026, 11, 16), (2026, 11, 17)),  # Monday: else the team would never be reminded
    ],
)
def test_how_long_it_is_quiet(stopped, over, shown, amina, time_machine):
    closing.set_full_stop(board=shown, by=amina)
    Retrospective.objects.update(closed_on=date(*stopped))
    end = datetime(*over, 7, tzinfo=UTC)
    for moment, quiet in ((end - timedelta(minutes=1), True), (end, False)):
        time_machine.move_to(moment)
        assert is_quiet(shown.team) is quiet


def test_a_new_board_ends_the_quiet(shown, amina, time_machine):
    closing.set_full_stop(board=shown, by=amina)
    assert is_quiet(shown.team)
    Retrospective.objects.create(team=shown.team, year=2026, week=48)
    assert not is_quiet(shown.team)
