"""Dates, times and numbers as people say them."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from people import words
from people.templatetags import house

HOLD = "\u00a0"


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def test_a_date_has_a_small_month_and_does_not_break():
    assert house.date_words(date(2026, 11, 21)) == f"21{HOLD}november{HOLD}2026"


def test_a_late_evening_belongs_to_the_swedish_day():
    late = datetime(2026, 6, 30, 22, 30, tzinfo=timezone.get_fixed_timezone(0))
    assert house.date_words(late) == f"1{HOLD}juli{HOLD}2026"


@pytest.mark.parametrize(
    ("when", "said"), [(date(2026, 11, 21), "21 november"), (date(2025, 1, 2), "2 januari 2025")]
)
def test_this_year_goes_without_saying(time_machine, when, said):
    time_machine.move_to("2026-11-22 12:00+01:00")
    assert house.day(when).replace(HOLD, " ") == said


def test_the_weekday_begins_the_line():
    assert house.weekday(date(2026, 11, 19)).replace(HOLD, " ") == "Torsdag 19 november"


def test_a_week_is_an_iso_week():
    assert [house.week(date(2026, 12, 31)), house.week(date(2027, 1, 4))] == ["v. 53", "v. 1"]


def test_the_clock_is_swedish_also_on_the_night_of_winter_time():
    summer = datetime(2026, 10, 25, 0, 5, tzinfo=timezone.get_fixed_timezone(0))
    winter = datetime(2026, 10, 25, 1, 5, tzinfo=timezone.get_fixed_timezone(0))
    assert {house.clock(summer), house.clock(winter)} == {f"kl.{HOLD}02.05"}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "i dag"),
        (1, "i morgon"),
        (-1, "i går"),
        (5, "om 5 dagar"),
        (-2, "för 2 dagar sedan"),
        (62, "om 2 månader"),
        (-800, "för 2 år sedan"),
    ],
)
def test_days_are_told_from_today(days, said):
    assert words.days_from_now(days).replace(HOLD, " ") == said


def test_what_just_happened_is_told_in_hours(time_machine):
    time_machine.move_to("2026-11-22 12:00+01:00")
    then = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.get_default_timezone())
    assert house.ago(then) == "för 3 timmar sedan"
    assert house.ago(timezone.now()) == "nyss"
    assert house.days_left(then) == "i dag"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12500, "12 500"),
        (999, "999"),
        (1234567, "1 234 567"),
        (3.5, "3,5"),
        (2.0, "2"),
        (-0.001, "0"),
        (-1200, "-1 200"),
        ("många", "många"),
        ("NaN", "NaN"),
        (1e300, "1e+300"),
        (None, ""),
    ],
)
def test_numbers_are_grouped_without_breaking(value, said):
    shown = house.number(value)
    assert " " not in shown
    assert shown.replace(HOLD, " ") == said


def test_english_has_its_own_months_and_marks():
    with translation.override("en"):
        assert "November" in house.date_words(date(2026, 11, 21))
        assert house.number(12500.5) == "12,500.5"


def test_plain_text_becomes_paragraphs_and_nothing_else():
    text = "Ett & två\r\nny rad\n\n\n<script>alert(1)</script>\n"
    assert house.paragraphs(text) == (
        "<p>Ett &amp; två<br>ny rad</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert house.paragraphs(None) == ""


@pytest.mark.parametrize(
    ("hour", "said"), [(3, "Hej"), (6, "God morgon"), (12, "Hej"), (19, "God kväll"), (23, "Hej")]
)
def test_the_greeting_follows_the_clock(hour, said):
    assert words.greeting(hour) == f"{said}, %(name)s"


def test_the_week_is_five_dots_and_friday_is_the_yellow_one():
    assert words.week_dots(3) == ["on", "on", "on", "near", "goal"]
    assert words.week_dots(6) == ["on", "on", "on", "on", "goal on"]


def test_dots_never_draw_more_than_they_have():
    assert words.dot_marks(3, 1, 5) == ["on", "on", "on", "near", ""]
    assert words.dot_marks(9, 0, 2) == ["on", "on"]


def test_nothing_is_shown_for_no_date():
    shown = Template("{{ none|date_words }}{{ none|day }}{{ none|clock }}{{ none|ago }}")
    assert shown.render(Context({"none": None})) == ""
