"""Writers hear that their lessons were of use; who read and who thanked is nobody's business."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.questions.actions import ask
from knowledge.thanks import figures
from knowledge.thanks.models import Helped, ReadingCount
from knowledge.thanks.monthly import KIND, tell_of_month
from knowledge.trials.actions import report
from knowledge.trials.models import Trial
from people.persons.models import Person

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=STOCKHOLM)
DECEMBER = datetime(2026, 12, 1, 9, tzinfo=STOCKHOLM)
MONTH = "/kunskap/mina/manad/2026/11/"


@pytest.fixture
def clock():
    with time_machine.travel(NOVEMBER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lesson(clock, write, amina):
    return write(amina, audience="connected")


@pytest.fixture
def crowd(db):
    """Many accounts: `crowd(6)`."""

    def made(number):
        return Person.objects.bulk_create(
            Person(email=f"c{n}@granby.example", name=f"C {n}") for n in range(number)
        )

    return made


def thank(lesson, people):
    Helped.objects.bulk_create(Helped(article=lesson, person=one) for one in people)


def test_thanks_are_said_once_and_taken_back(lesson, jonas, sign_in):
    browser, url = sign_in(jonas), f"{lesson.url}hjalpte/"
    for _click in range(2):
        assert browser.post(url, {"act": "thanks"}).url == lesson.url
    assert Helped.objects.count() == 1
    assert "Den hjälpte dig" in browser.get(lesson.url).content.decode()
    browser.post(url, {"act": "back"})
    assert not Helped.objects.exists()


def test_thanks_come_from_others_who_may_read(clock, write, amina, karin, stranger, sign_in):
    own, open_to_all = write(amina), write(amina, audience="everyone")
    assert sign_in(amina).post(f"{own.url}hjalpte/").status_code == 403
    assert sign_in(karin).post(f"{own.url}hjalpte/").status_code == 404
    assert sign_in(stranger).post(f"{open_to_all.url}hjalpte/").status_code == 403
    assert Client().post(f"{own.url}hjalpte/").status_code == 302
    assert not Helped.objects.exists()


def test_the_number_is_shown_from_six_and_never_the_people(lesson, crowd, jonas, sign_in):
    people = crowd(6)
    thank(lesson, people[:5])
    page = sign_in(jonas).get(lesson.url).content.decode()
    assert "har haft hjälp" not in page and "5 personer" not in page
    thank(lesson, people[5:])
    page = sign_in(jonas).get(lesson.url).content.decode()
    assert "6 personer har haft hjälp" in page and "C 1" not in page


def test_readings_are_counted_by_day_without_the_reader(lesson, amina, jonas, karin, sign_in):
    url = f"{lesson.url}last/"
    for person in (jonas, karin, karin, amina):
        assert sign_in(person).post(url).status_code == 204
    stored = ReadingCount.objects.get()
    assert (stored.day, stored.count) == (date(2026, 11, 20), 3)
    assert {field.name for field in ReadingCount._meta.fields} == {"id", "article", "day", "count"}
    assert sign_in(jonas).get(url).status_code == 405


def test_reading_a_page_changes_nothing(lesson, jonas, sign_in):
    sign_in(jonas).get(lesson.url)
    assert not ReadingCount.objects.exists()


def test_the_month_tells_the_writer_once(clock, lesson, amina, karin, jonas, crowd, sign_in):
    ReadingCount.objects.create(article=lesson, count=41)
    thank(lesson, crowd(7))
    ask(article=lesson, by=karin, text="Hur?")
    clock.move_to(DECEMBER)
    assert [tell_of_month(), tell_of_month()] == [1, 0]
    assert amina.notices.get(kind=KIND).url == MONTH
    page = sign_in(amina).get(MONTH).content.decode()
    assert "<td>41</td><td>7</td><td>1</td>" in page
    assert lesson.title not in sign_in(jonas).get(MONTH).content.decode()
    assert Client().get(MONTH).status_code == 302


def test_the_month_tells_who_began_to_try(clock, lesson, amina, karin, sign_in):
    """But nothing of what stays in one's own house, is a plan, was taken back, or began later."""
    unit = karin.employment.unit
    tried = report(article=lesson, by=karin, unit=unit, version=0, status="trying")
    clock.move_to(DECEMBER)
    assert tell_of_month() == 1
    page = sign_in(amina).get(MONTH).content.decode()
    assert ">Provat av</th>" in page and "<td>0</td><td>1</td>" in page
    unseen = {
        "own_only": True,
        "withdrawn_at": DECEMBER,
        "created_at": DECEMBER,
        "status": "planned",
    }
    for name, value in unseen.items():
        Trial.objects.update(**{name: value})
        assert figures.rows_for(amina, date(2026, 11, 1)) == []
        Trial.objects.update(**{name: getattr(tried, name)})
    assert len(figures.rows_for(amina, date(2026, 11, 1))) == 1


def test_few_are_no_number_and_no_notice(clock, lesson, amina, crowd, sign_in):
    ReadingCount.objects.create(article=lesson, count=5)
    thank(lesson, crowd(5))
    clock.move_to(DECEMBER)
    assert tell_of_month() == 0
    ask(article=lesson, by=Person.objects.get(pk=amina.pk), text="Egen")
    clock.move_to(datetime(2026, 12, 10, 9, tzinfo=STOCKHOLM))
    page = sign_in(amina).get("/kunskap/mina/manad/2026/12/").content.decode()
    assert page.count("färre än sex") == 2 and "<td>5</td>" not in page


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 12, 1, 6, tzinfo=STOCKHOLM),
        datetime(2026, 12, 5, 9, tzinfo=STOCKHOLM),
        datetime(2026, 12, 11, 9, tzinfo=STOCKHOLM),
    ],
)
def test_nobody_is_told_at_night_on_saturdays_or_late(when, clock, lesson):
    ReadingCount.objects.create(article=lesson, count=41)
    clock.move_to(when)
    assert tell_of_month() == 0


@pytest.mark.parametrize(
    "month", ["2026/13", "2026/0", "2027/1", "2025/12", "99999999999999999999/1"]
)
def test_months_that_are_none_are_not_found(month, clock, amina, sign_in):
    assert sign_in(amina).get(f"/kunskap/mina/manad/{month}/").status_code == 404


def test_other_subjects_add_figures(clock, lesson, amina, sign_in):
    tried = figures.Figure("test", "Provat", lambda articles, first, last: {lesson.pk: 3})
    figures.register_figure(tried)
    try:
        assert "<td>3</td>" in sign_in(amina).get(MONTH).content.decode()
    finally:
        del figures._figures["test"]


def test_telling_many_writers_costs_few_queries_for_each(clock, write, amina, jonas, lena):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            tell_of_month()
        return len(caught)

    for n in range(3):
        write(amina, f"Lärdom {n}")
    clock.move_to(DECEMBER)
    few = queries()
    clock.move_to(NOVEMBER)
    for n in range(10):
        write(jonas if n % 2 else lena, f"Mer {n}")
    clock.move_to(DECEMBER)
    assert queries() == few
