"""Swedish working days."""

from datetime import date

import pytest

from people.working_days import is_working_day, working_day_before, working_days_after


@pytest.mark.parametrize(
    "closed",
    [
        date(2026, 6, 19),  # midsummer eve
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2027, 1, 6),
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 14),  # Ascension Day
        date(2026, 11, 22),  # a Sunday
    ],
)
def test_offices_are_closed(closed):
    assert not is_working_day(closed)


def test_days_between_are_for_work():
    assert is_working_day(date(2026, 12, 23)) and is_working_day(date(2027, 1, 5))


def test_counting_steps_over_weekends_and_red_days():
    assert working_days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert working_days_after(date(2026, 11, 21), 3) == date(2026, 11, 25)
    assert working_days_after(date(2026, 12, 23), 2) == date(2026, 12, 29)


def test_nobody_counts_backwards():
    with pytest.raises(ValueError):
        working_days_after(date(2026, 11, 20), 0)


def test_the_working_day_before_is_never_a_red_one():
    assert working_day_before(date(2026, 11, 27)) == date(2026, 11, 26)
    assert working_day_before(date(2026, 4, 7)) == date(2026, 4, 2)  # over all of Easter
