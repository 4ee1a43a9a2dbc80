"""Twenty-five minutes that everybody sees pass, and that leave no trace of anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from knowledge.retrospectives import clock, closing
from people.audit import AuditEvent

BEGUN = datetime(2026, 11, 27, 13, 0, 41, tzinfo=UTC)


@pytest.fixture
def begun(board, amina, time_machine):
    time_machine.move_to(BEGUN, tick=False)
    clock.begin(board=board, by=amina)
    board.refresh_from_db()
    return board


def page(board, person, sign_in):
    return sign_in(person).get(f"/fredag/{board.team_id}/").content.decode()


def test_one_begins_and_all_see_how_much_is_left(board, amina, jonas, sign_in, time_machine):
    time_machine.move_to(BEGUN, tick=False)
    assert "Börja" in page(board, jonas, sign_in)
    sign_in(amina).post(f"/fredag/{board.team_id}/borja/")
    assert "25 minuter kvar" in page(board, jonas, sign_in)
    time_machine.move_to(BEGUN + timedelta(minutes=24), tick=False)
    assert "1 minut kvar" in page(board, jonas, sign_in)


def test_at_the_end_there_is_a_calm_sentence_and_no_more(begun, amina, sign_in, time_machine):
    time_machine.move_to(BEGUN + timedelta(minutes=26), tick=False)
    assert "Tiden är slut. Prata klart" in page(begun, amina, sign_in)
    before = begun.step
    begun.refresh_from_db()
    assert (begun.step, begun.is_closed) == (before, False)


def test_a_second_press_changes_nothing(begun, jonas, time_machine):
    time_machine.move_to(BEGUN + timedelta(minutes=10), tick=False)
    clock.begin(board=begun, by=jonas)
    assert clock.minutes_left(begun) == 15
    begun.refresh_from_db()
    assert clock.minutes_left(begun) == 15


def test_a_board_that_goes_on_next_week_begins_anew(begun, amina, time_machine):
    time_machine.move_to(BEGUN + timedelta(days=7), tick=False)
    assert clock.minutes_left(begun) is None
    clock.begin(board=begun, by=amina)
    begun.refresh_from_db()
    assert clock.minutes_left(begun) == 25


def test_who_pressed_and_the_second_are_not_kept(begun):
    assert (begun.begun_at.second, begun.begun_at.microsecond) == (0, 0)
    assert not AuditEvent.objects.filter(at__gte=BEGUN - timedelta(minutes=1)).exists()


def test_the_full_stop_forgets_when_it_began(begun, amina):
    closing.set_full_stop(board=begun, by=amina)
    begun.refresh_from_db()
    assert begun.begun_at is None


def test_only_members_begin(board, karin):
    with pytest.raises(PermissionDenied):
        clock.begin(board=board, by=karin)
