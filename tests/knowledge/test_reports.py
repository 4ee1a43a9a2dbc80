"""A reader says that something is not true any longer, and gets an answer."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.articles.models import ArticlePage
from knowledge.reports import actions
from knowledge.reports.actions import escalate
from knowledge.reports.models import Report
from people.notices.models import Notice
from people.organisations.employing import end_employment
from people.organisations.models import TeamMembership
from people.persons.models import Person
from people.start.parts import todos_for

EXISTS = "inte stämmer längre. Svaret kommer senast"


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel("2026-11-25 09:00+01:00", tick=False):
        yield


@pytest.fixture
def lesson(write, amina):
    return write(amina, audience="connected")


def say(browser, lesson, reason="changed", **more):
    return browser.post(f"{lesson.url}stammer-inte/", {"reason": reason, **more})


def answer(browser, lesson, outcome="holds", **more):
    return browser.post(f"/kunskap/kontroll/fel/{lesson.pk}/", {"outcome": outcome, **more})


def waits(person):
    todos = todos_for(Person.objects.get(pk=person.pk), most=50)
    return [one for one in todos if one.url == "/kunskap/kontroll/fel/"]


def test_two_taps_and_the_owner_has_a_task(lesson, amina, jonas, sign_in):
    browser = sign_in(jonas)
    assert "Stämmer det inte längre?" in browser.get(lesson.url).content.decode()
    say(browser, lesson)
    assert waits(amina)[0].due == date(2026, 12, 2)
    assert Notice.objects.filter(person=amina, kind="report_received").count() == 1
    assert "Lagen, avtalet" in sign_in(amina).get("/kunskap/kontroll/fel/").content.decode()


def test_every_reader_sees_that_but_not_who_or_what(lesson, jonas, samir, sign_in):
    say(sign_in(jonas), lesson, line="Ny lag i juli")
    page = sign_in(samir).get(lesson.url).content.decode()
    assert EXISTS in page and "december" in page
    assert "Jonas" not in page and "Ny lag" not in page


def test_the_reporter_gets_an_answer(lesson, amina, jonas, sign_in):
    say(sign_in(jonas), lesson)
    answer(sign_in(amina), lesson, answer="Lagen gäller först nästa år.")
    assert Notice.objects.filter(person=jonas, kind="report_answered").count() == 1
    page = sign_in(jonas).get("/kunskap/kontroll/fel/mina/").content.decode()
    assert "Lagen gäller först nästa år." in page and "Den stämmer" in page
    assert not waits(amina)
    assert EXISTS not in sign_in(jonas).get(lesson.url).content.decode()


def test_outdated_is_what_the_page_says_then(lesson, amina, jonas, sign_in):
    say(sign_in(jonas), lesson)
    answer(sign_in(amina), lesson, "outdated")
    assert ArticlePage.objects.get().standing == "outdated"


def test_several_reports_are_answered_together(lesson, amina, jonas, nils, samir, sign_in):
    for person in (jonas, nils, samir):
        say(sign_in(person), lesson, line=f"Från {person.name}")
    page = sign_in(amina).get("/kunskap/kontroll/fel/").content.decode()
    assert page.count("Skicka svaret") == 1 and "Från Nils" in page
    assert actions.answer(article=lesson, by=amina, outcome="mended") == 3
    assert actions.answer(article=lesson, by=amina, outcome="mended") == 0
    assert Notice.objects.filter(kind="report_answered").count() == 3


def test_saying_it_twice_is_one_report(lesson, amina, jonas, sign_in):
    for line in ("a", "b"):
        say(sign_in(jonas), lesson, line=line)
    assert Report.objects.get().line == "b"
    assert Notice.objects.filter(person=amina).count() == 1


def test_after_five_working_days_it_is_the_managers(lesson, amina, jonas, lena, sign_in):
    say(sign_in(jonas), lesson)
    assert escalate(date(2026, 12, 2)) == 0 and not waits(lena)
    assert escalate(date(2026, 12, 3)) == 1 and escalate(date(2026, 12, 4)) == 0
    assert waits(lena) and Notice.objects.get(person=lena).kind == "report_late"
    assert (
        "chef har fått frågan" in sign_in(jonas).get("/kunskap/kontroll/fel/mina/").content.decode()
    )
    answer(sign_in(lena), lesson)
    assert Report.objects.get().answered_by == lena


def test_a_manager_hands_on_what_they_may_not_read(write, team, amina, jonas, lena, sign_in):
    TeamMembership.objects.filter(person=lena).delete()
    secret = write(amina, "Hemligt lås", audience=f"team:{team.pk}")
    say(sign_in(jonas), secret, line="Koden är 1234")
    escalate(date(2026, 12, 3))
    browser = sign_in(lena)
    page = browser.get("/kunskap/kontroll/fel/").content.decode()
    assert "Hemligt" not in page and "1234" not in page and "En lärdom som bara" in page
    assert answer(browser, secret).status_code == 404
    there = f"/kunskap/kontroll/{secret.pk}/ansvar/"
    assert there in page and browser.get(there).status_code == 200
    browser.post(there, {"owner": jonas.pk})
    assert ArticlePage.objects.get().owner == jonas


def test_without_owner_the_manager_is_asked_at_once(lesson, amina, jonas, lena, administrator):
    end_employment(employment=amina.employments.get(), by=administrator)
    article = ArticlePage.objects.get()
    actions.report(article=article, by=jonas, reason="wrong")
    assert waits(lena) and Notice.objects.filter(person=lena, kind="report_received").exists()


def test_others_neither_report_nor_answer(write, amina, jonas, karin, samir, sign_in):
    lesson = write(amina)
    assert say(sign_in(karin), lesson).status_code == 404
    assert say(Client(), lesson).status_code == 302
    say(sign_in(jonas), lesson)
    assert answer(sign_in(samir), lesson).status_code == 404
    assert answer(sign_in(jonas), lesson).status_code == 403
    assert "Digitala lås" not in sign_in(karin).get("/kunskap/kontroll/fel/").content.decode()
    assert not Report.objects.exclude(answered_at=None).exists()


def test_signed_out_one_is_asked_to_sign_in(write, amina):
    lesson = write(amina, audience="everyone")
    page = Client().get(lesson.url).content.decode()
    assert "Logga in och säg till" in page and "report-line" not in page


@pytest.mark.parametrize("data", [{}, {"reason": "x"}, {"reason": "wrong", "line": "x" * 301}])
def test_bad_reports_are_refused(data, lesson, jonas, sign_in):
    assert sign_in(jonas).post(f"{lesson.url}stammer-inte/", data).status_code == 422
    assert not Report.objects.exists()


def test_scripts_are_text_and_nul_is_refused(lesson, amina, jonas, sign_in):
    assert say(sign_in(jonas), lesson, line="\0").status_code == 400
    say(sign_in(jonas), lesson, line="<script>alert(1)</script>")
    assert "<script>alert" not in sign_in(amina).get("/kunskap/kontroll/fel/").content.decode()
    assert answer(sign_in(amina), lesson, "x").status_code == 422


def test_a_report_on_a_lesson_that_one_lost_does_not_name_it(write, amina, nils, care, sign_in):
    lesson = write(amina)
    actions.report(article=lesson, by=nils, reason="wrong")
    nils.employments.all().delete()
    page = sign_in(nils).get("/kunskap/kontroll/fel/mina/").content.decode()
    assert lesson.title not in page


def test_the_lists_and_the_page_are_as_cheap_when_long(write, amina, jonas, sign_in):
    def queries(person, url):
        browser = sign_in(person)
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            browser.get(url)
        return len(caught)

    def reported(number):
        for n in range(number):
            lesson = write(amina, f"Lärdom {n}", topics="A", goals=["social"])
            actions.report(article=lesson, by=jonas, reason="wrong")
        return lesson

    reported(3)
    pages = [(amina, "/kunskap/kontroll/fel/"), (jonas, "/kunskap/kontroll/fel/mina/")]
    few = [queries(*page) for page in pages]
    lesson = reported(15)
    assert [queries(*page) for page in pages] == few and max(few) <= 15
    assert queries(jonas, lesson.url) <= 11


def test_old_reports_of_a_week_before_christmas_wait_for_working_days(lesson, jonas):
    with time_machine.travel("2026-12-22 09:00+01:00"):
        made = actions.report(article=lesson, by=jonas, reason="wrong")
    assert made.answer_by == date(2026, 12, 30) + timedelta(days=5)
