"""Is it still so? Asked in good time, answered with one button."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.validity.actions import give
from knowledge.validity.models import Asking
from knowledge.validity.reminding import remind
from people.notices.actions import deliver_letters
from people.notices.models import Letter, Notice
from people.organisations.models import TeamMembership
from people.persons.models import Person
from people.start.parts import todos_for
from search.finding import find

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel("2026-11-25 09:00+01:00", tick=False):
        yield


def review(article, day):
    ArticlePage.objects.filter(pk=article.pk).update(review_on=day)
    return ArticlePage.objects.get(pk=article.pk)


def link():
    return Notice.objects.filter(kind="lessons_to_confirm").latest("pk").url


@pytest.fixture
def asked(write, amina):
    article = review(write(amina), WEDNESDAY)
    remind()
    return article


@pytest.mark.parametrize(("left", "letters"), [(31, 0), (30, 1), (7, 1), (0, 1), (-3, 1)])
def test_the_owner_is_asked_in_good_time(left, letters, write, amina):
    review(write(amina), WEDNESDAY + timedelta(days=left))
    assert remind() == letters and remind() == 0
    assert Letter.objects.filter(to=amina.email).count() == letters


def test_each_step_asks_once_more(write, amina, lena):
    article = review(write(amina), WEDNESDAY + timedelta(days=30))
    days = (WEDNESDAY + timedelta(days=n) for n in range(60))
    sent = {day: sent for day in days if (sent := remind(day))}
    day = article.review_on  # 25 December and 18 December; red days are waited out
    later = day + timedelta(days=14)
    assert list(sent) == [WEDNESDAY, date(2026, 12, 18), date(2026, 12, 28), later]
    assert Notice.objects.filter(person=lena, kind="lessons_unanswered").count() == 1


def test_many_lessons_are_one_letter(write, amina):
    for n in range(12):
        review(write(amina, f"Lärdom {n}"), WEDNESDAY)
    assert remind() == 1
    assert "12" in Letter.objects.get(to=amina.email).subject


def test_nothing_is_sent_on_a_sunday(write, amina):
    review(write(amina), WEDNESDAY)
    assert remind(date(2026, 11, 22)) == 0


def test_the_letter_leads_to_a_button_and_a_look_changes_nothing(asked, settings):
    deliver_letters()
    assert link() in mail.outbox[0].body
    page = Client().get(link()).content.decode()
    assert asked.title in page and "Den gäller" in page
    assert ArticlePage.objects.get().review_on == WEDNESDAY


def test_the_link_answers_without_signing_in(asked, amina):
    Client().post(f"{link()}{asked.pk}/", {"says": "valid", "days": "182"})
    article = ArticlePage.objects.get()
    assert article.standing == "valid" and article.confirmed_by == amina
    assert article.review_on == WEDNESDAY + timedelta(days=182)
    assert article.title not in Client().get(link()).content.decode()


def test_the_link_does_nothing_else(asked, write, amina):
    other = write(amina, "En annan")
    browser = Client()
    browser.post(f"{link()}{other.pk}/", {"says": "outdated"})
    assert ArticlePage.objects.get(pk=other.pk).validity == "valid"
    assert browser.get("/kunskap/kontroll/").status_code == 302
    assert browser.get(asked.get_absolute_url()).status_code == 404


def test_the_link_expires_and_cannot_be_made_up(asked):
    url = link()
    assert Client().get(url[:-2] + "x/").status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=46)):
        assert Client().get(url).status_code == 410
        assert Client().post(f"{url}{asked.pk}/", {"says": "valid"}).status_code == 410


def test_the_link_of_somebody_who_left_answers_nothing(asked, amina):
    amina.employments.update(until="2026-11-01")
    Client().post(f"{link()}{asked.pk}/", {"says": "valid"})
    assert ArticlePage.objects.get().review_on == WEDNESDAY


def test_a_lesson_for_the_team_is_not_named_by_a_link(team, write, amina, sign_in):
    review(write(amina, "Hemligt lås", audience=f"team:{team.pk}"), WEDNESDAY)
    remind()
    assert "Hemligt" not in Client().get(link()).content.decode()
    assert "Hemligt" in sign_in(amina).get(link()).content.decode()


def test_a_managers_link_names_only_what_they_may_read(team, write, amina, jonas, lena, sign_in):
    TeamMembership.objects.filter(person=lena).delete()
    long_ago = WEDNESDAY - timedelta(days=20)
    secret = review(write(amina, "Hemligt lås", audience=f"team:{team.pk}"), long_ago)
    review(write(amina, "Öppet lås"), long_ago)
    asked = Asking.objects.create(person=lena)
    for article in ArticlePage.objects.all():
        asked.lessons.create(person=lena, article=article, review_on=long_ago, stage=-14)
    there = f"/kunskap/kontroll/lank/{asked.token}/"
    browser = sign_in(lena)
    page = browser.get(there).content.decode()
    assert "Öppet lås" in page and "Hemligt" not in page
    browser.post(f"{there}{secret.pk}/", {"says": "outdated"})
    assert ArticlePage.objects.get(pk=secret.pk).validity == "valid"


def test_a_letters_page_is_as_cheap_when_long(write, jonas, lena):
    def cost(number):
        asked = Asking.objects.create(person=lena)
        for n in range(number):
            one = review(write(jonas, f"Lås {n}"), WEDNESDAY)
            asked.lessons.create(person=lena, article=one, review_on=WEDNESDAY, stage=-14)
        with CaptureQueriesContext(connection) as caught:
            page = Client().get(f"/kunskap/kontroll/lank/{asked.token}/").content.decode()
        assert page.count("<h2") >= number
        return len(caught)

    assert cost(2) == cost(20)


def test_somebody_elses_link_is_not_there(asked, jonas, sign_in):
    assert sign_in(jonas).get(link()).status_code == 404


@pytest.mark.parametrize(
    ("kind", "days"),
    [("lesson", 365), ("method", 365), ("rules", 182), ("system", 182), ("story", 1095)],
)
def test_each_kind_of_lesson_is_asked_about_in_its_own_time(kind, days, write, amina, sign_in):
    article = write(amina, kind=kind)
    assert article.review_on == timezone.localdate() + timedelta(days=days)
    review(article, timezone.localdate())
    sign_in(amina).post(f"/kunskap/kontroll/{article.pk}/", {"says": "valid"})
    assert ArticlePage.objects.get().review_on == timezone.localdate() + timedelta(days=days)


def test_an_own_interval_stays(write, amina, sign_in):
    article, browser = write(amina), sign_in(amina)
    browser.post(f"/kunskap/kontroll/{article.pk}/", {"says": "valid", "days": "91"})
    review(article, WEDNESDAY)
    browser.post(f"/kunskap/kontroll/{article.pk}/", {"says": "valid"})
    assert ArticlePage.objects.get().review_on == WEDNESDAY + timedelta(days=91)


def test_one_says_that_it_is_outdated_and_is_asked_no_more(write, amina, sign_in):
    article = write(amina)
    sign_in(amina).post(f"/kunskap/kontroll/{article.pk}/", {"says": "outdated", "days": "365"})
    assert ArticlePage.objects.get().standing == "outdated"
    review(article, WEDNESDAY)
    assert remind() == 0 and not waits(amina)


@pytest.mark.parametrize("data", [{}, {"says": "x"}, {"says": "valid", "days": "1"}])
def test_other_answers_change_nothing(data, write, amina, sign_in):
    article = review(write(amina), WEDNESDAY)
    sign_in(amina).post(f"/kunskap/kontroll/{article.pk}/", data)
    assert ArticlePage.objects.get().review_on == WEDNESDAY


def test_others_do_not_answer(write, amina, jonas, karin, sign_in):
    url = f"/kunskap/kontroll/{write(amina).pk}/"
    assert sign_in(jonas).post(url, {"says": "outdated"}).status_code == 403
    assert sign_in(karin).post(url, {"says": "outdated"}).status_code == 404
    assert Client().post(url).status_code == 302


def waits(person):
    todos = todos_for(Person.objects.get(pk=person.pk), most=50)
    return [one for one in todos if one.url.startswith("/kunskap/kontroll/")]


def test_after_two_weeks_it_is_the_units_marked_and_found_later(write, amina, lena, index, sign_in):
    late = review(write(amina, "Lås ett"), WEDNESDAY - timedelta(days=14))
    write(amina, "Lås två")
    remind()
    index()
    assert waits(lena) and "Lås ett" in sign_in(lena).get("/kunskap/kontroll/").content.decode()
    hits = find("lås", lena)
    titles = [str(hit.object.title) for hit in hits.hits(hits.among)]
    assert titles == ["Lås två", "Lås ett"]
    page = sign_in(lena).get(late.url).content.decode()
    assert "Behöver kontroll" in page and "Din enhets lärdom" in page
    assert ArticlePage.objects.get(pk=late.pk).live


def test_the_manager_answers_takes_and_gives(write, amina, jonas, lena, sign_in):
    article = review(write(amina), WEDNESDAY - timedelta(days=20))
    browser = sign_in(lena)
    assert article.title in browser.get(f"/kunskap/kontroll/{article.pk}/ansvar/").content.decode()
    browser.post(f"/kunskap/kontroll/{article.pk}/ansvar/", {"owner": jonas.pk})
    assert ArticlePage.objects.get().owner == jonas
    assert Notice.objects.filter(person=jonas, kind="lesson_given").count() == 1
    browser.post(f"/kunskap/kontroll/{article.pk}/", {"says": "valid"})
    assert ArticlePage.objects.get().standing == "valid"


def test_a_lesson_is_not_given_to_those_who_may_not_read_it(
    team, write, amina, nils, karin, digital, sign_in
):
    article = write(amina, audience=f"team:{team.pk}")
    url = f"/kunskap/kontroll/{article.pk}/ansvar/"
    nils.employments.update(unit=digital)
    for other in (nils, karin):
        assert sign_in(amina).post(url, {"owner": other.pk}).status_code == 422
    assert ArticlePage.objects.get().owner == amina


def test_only_those_who_answer_for_it_give_it(write, amina, jonas, karin, sign_in):
    url = f"/kunskap/kontroll/{write(amina).pk}/ansvar/"
    for other in (jonas, karin):
        assert sign_in(other).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_bad_input_is_refused(asked, amina, sign_in):
    assert sign_in(amina).post("/kunskap/kontroll/1/", {"says": "\0"}).status_code == 400
    assert sign_in(amina).get("/kunskap/kontroll/?sida=99").status_code == 404
    assert Client().get("/kunskap/kontroll/lank/%3Cscript%3E/").status_code == 410


def test_the_list_is_as_cheap_when_long(write, amina, lena, sign_in):
    def asked_about(number):
        for n in range(number):
            review(write(amina, f"Lärdom {n}"), WEDNESDAY - timedelta(days=20))

    def queries(person):
        browser = sign_in(person)
        browser.get("/kunskap/kontroll/")
        with CaptureQueriesContext(connection) as caught:
            browser.get("/kunskap/kontroll/")
        return len(caught)

    asked_about(3)
    few = queries(amina), queries(lena)
    asked_about(20)
    assert (queries(amina), queries(lena)) == few
    assert max(few) <= 15


def test_giving_to_the_same_person_twice_tells_once(write, amina, jonas):
    article = write(amina)
    give(article=article, to=jonas, by=amina)
    give(article=article, to=jonas, by=amina)
    assert Notice.objects.filter(kind="lesson_given").count() == 1
    assert not Asking.objects.exists()
