"""Gäller, Behöver kontroll or Inaktuell: who said so and when, the same everywhere."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from knowledge.articles.models import ArticlePage
from knowledge.articles.saying import in_words
from knowledge.articles.topics import Topic
from knowledge.articles.validity import Validity, stage, standing, weight
from knowledge.calls.actions import open_call
from knowledge.challenges.actions import ask
from knowledge.challenges.replies import answer as reply
from knowledge.reports.actions import report
from knowledge.thanks.actions import say_helped
from knowledge.trials.actions import report as tell_trial
from knowledge.validity.actions import answer
from people.following.actions import follow

TODAY = date(2026, 11, 25)
OWN = ("/11/", "fel/", "/ansvar/")  # what only who answers for the lesson is shown
SIGN = re.compile(r'<span class="sign (\w+)">([^<]+)</span>')


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel("2026-11-25 09:00+01:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("said", "left", "shown"),
    [
        ("valid", 1, "valid"),
        ("valid", 0, "check"),
        ("check", 90, "check"),
        ("outdated", 90, "outdated"),
        ("outdated", -90, "outdated"),
    ],
)
def test_the_sign_follows_what_was_said_and_the_day(said, left, shown):
    assert standing(said, TODAY + timedelta(days=left), TODAY) == shown


@pytest.mark.parametrize(
    ("left", "step"), [(31, None), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-13, 0), (-14, -14)]
)
def test_the_steps(left, step):
    assert stage(TODAY + timedelta(days=left), TODAY) == step


def test_what_is_late_weighs_less_and_never_nothing():
    days = [TODAY + timedelta(days=left) for left in (90, 0, -14)]
    weights = [weight(Validity.VALID, day, TODAY) for day in days]
    assert weights == sorted(weights, reverse=True) and len(set(weights)) == 3
    assert 0 < weight(Validity.OUTDATED, None, TODAY) < min(weights)


PLACES = (
    "/kunskap/",
    "/kunskap/amne/las/",
    "/kunskap/?organisation=sjovalla",
    "/kunskap/sjovalla/",
    "/sok/?q=lås",
    "/",
)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "Gäller, kontrollerad 25 november av Amina Berg"),
        ({"review_on": TODAY}, "Behöver kontroll, kontrollerad 25 november av Amina Berg"),
        ({"validity": "outdated"}, "Inaktuell, kontrollerad 25 november av Amina Berg"),
        ({"confirmed_on": date(2025, 3, 1)}, "Gäller, kontrollerad 1 mars 2025 av Amina Berg"),
        ({"confirmed_on": None}, "Gäller"),
    ],
)
def test_it_is_the_same_everywhere(state, words, write, amina, jonas, index, sign_in):
    article = write(amina, topics="Lås")
    ArticlePage.objects.filter(pk=article.pk).update(**state)
    index()
    browser, seen = sign_in(jonas), {}
    for url in (*PLACES, article.url):
        answered = browser.get(url)
        if answered.status_code == 404 and url == "/kunskap/sjovalla/":
            continue
        page = answered.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
        seen[url] = [words for _sign, words in SIGN.findall(page)]
    assert seen == {url: [words] for url in seen}
    fresh = ArticlePage.objects.select_related("confirmed_by").get()
    assert in_words(fresh).replace("\xa0", " ") == words


@pytest.fixture
def named(write, amina, karin, samir, jonas):
    """A lesson that is outdated, and by name what other things speak of it."""
    article = write(amina, topics="Lås", audience="connected")
    soon, unit = date(2026, 12, 24), karin.employment.unit
    asked = ask(by=karin, audience="connected", title="Hur?", question="Så?", deadline=soon)
    reply(challenge=asked, by=samir, way="lardom", article=article)
    call = open_call(
        article=article, by=karin, unit=unit, key=uuid4(), text="Kom med",
        places=2, deadline=soon, audience="connected",
    )  # fmt: skip
    trial = tell_trial(article=article, by=karin, unit=unit, version=0, status="adopted")
    report(article=article, by=jonas, reason="wrong")
    say_helped(article=article, by=jonas, helped=True)
    ArticlePage.objects.update(validity="outdated")
    return {"article": article, "asked": asked, "call": call, "trial": trial}


@pytest.mark.parametrize(
    "place",
    [
        "{asked}",
        "{call}",
        "/kunskap/prova/",
        "{article}provat/",
        "{trial}",
        "/kunskap/kontroll/fel/mina/",
        "/kunskap/kontroll/fel/",
        "/kunskap/mina/manad/2026/11/",
        "/kunskap/kontroll/{pk}/ansvar/",
    ],
)
def test_it_has_its_sign_where_the_lesson_is_only_named(place, named, amina, jonas, sign_in):
    urls = {name: one.get_absolute_url() for name, one in named.items()}
    url = place.format(**urls, pk=named["article"].pk)
    reader = amina if place.endswith(OWN) else jonas
    page = sign_in(reader).get(url).content.decode().replace("\xa0", " ")
    assert ("old", "Inaktuell, kontrollerad 25 november av Amina Berg") in SIGN.findall(page)


def test_the_news_of_what_one_follows_say_it_too(write, amina, jonas, sign_in):
    write(amina, topics="Lås")
    follow(by=jonas, kind="topic", key=str(Topic.objects.get().pk))
    ArticlePage.objects.update(validity="outdated")
    page = sign_in(jonas).get("/jag/foljer/nytt/").content.decode()
    assert re.search(r'class="sign [\w-]+">Inaktuell', page)


def test_the_writers_own_list_says_the_same(write, amina, sign_in):
    article, browser = write(amina), sign_in(amina)
    ArticlePage.objects.update(review_on=TODAY)
    found = [
        SIGN.findall(browser.get(url).content.decode())
        for url in (article.url, "/kunskap/mina/", "/kunskap/kontroll/")
    ]
    assert found[0] == found[1] == found[2] and len(found[0]) == 1


def test_a_manager_who_answers_is_named(write, amina, lena, jonas, sign_in):
    article = write(amina)
    answer(article=article, by=lena, says="outdated")
    page = sign_in(jonas).get(article.url).content.decode().replace("\xa0", " ")
    assert "Inaktuell, kontrollerad 25 november av Lena Åkesson" in page


@pytest.mark.parametrize("change", [{"protected_identity": True}, {"is_active": False}])
def test_some_people_are_not_named(change, write, amina, jonas, sign_in):
    article = write(amina, audience="everyone")
    type(amina).objects.filter(pk=amina.pk).update(**change)
    for browser in (Client(), sign_in(jonas)):
        for url in (article.url, "/kunskap/"):
            shown = SIGN.findall(browser.get(url).content.decode())
            assert [words.replace("\xa0", " ") for _sign, words in shown] == [
                "Gäller, kontrollerad 25 november"
            ]


def test_it_is_said_in_english_too(write, amina):
    article = write(amina)
    with translation.override("en"):
        assert in_words(article).startswith(str(article.standing.label))


def test_names_cost_no_more_in_a_long_list(write, amina, jonas, nils, sign_in):
    def queries():
        browser = sign_in(jonas)
        browser.get("/kunskap/")
        with CaptureQueriesContext(connection) as caught:
            browser.get("/kunskap/")
        return len(caught)

    for n in range(3):
        write(amina, f"Lärdom {n}")
    few = queries()
    for n in range(20):
        write(nils, f"Till {n}")
    assert queries() == few
