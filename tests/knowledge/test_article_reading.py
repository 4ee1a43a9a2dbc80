"""The pages that readers meet."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.articles.models import ArticlePage
from people.persons.models import Person
from people.start.parts import todos_for


@pytest.fixture
def lessons(write, amina, jonas):
    def many(number):
        for n in range(number):
            write(amina, f"Lärdom {n}", topics=f"Lås, Ämne {n}", goals=["social"])

    return many


def queries(browser, url):
    """Of a second visit; the first of a session notes the time in it."""
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def asked(person):
    return [todo for todo in todos_for(person) if todo.title.startswith("Stämmer din lärdom")]


def test_an_empty_list_says_what_it_is_for(amina, sign_in):
    page = sign_in(amina).get("/kunskap/").content.decode()
    assert "Här samlas det vi har lärt oss" in page and "Skriv en lärdom" in page


def test_the_list_is_as_cheap_when_long(lessons, jonas, sign_in):
    browser = sign_in(jonas)
    lessons(3)
    few = queries(browser, "/kunskap/")
    lessons(22)
    assert queries(browser, "/kunskap/") == few <= 15
    assert queries(browser, "/kunskap/?amne=las&mal=social&organisation=sjovalla") <= 15
    assert queries(browser, "/kunskap/amne/las/") <= 15


def test_a_lesson_is_cheap(write, amina, jonas, sign_in):
    article = write(amina, topics="A, B, C", goals=["social", "climate"])
    assert queries(sign_in(jonas), article.url) <= 12


def test_lists_turn_the_page_and_know_no_others(lessons, jonas, sign_in):
    lessons(26)
    browser = sign_in(jonas)
    assert "Lärdom 0<" in browser.get("/kunskap/?sida=2").content.decode()
    for number in ("3", "-1", "1000000000", "x"):
        assert browser.get(f"/kunskap/?sida={number}").status_code == 404


@pytest.mark.parametrize(
    "chosen", ["amne=las", "mal=social", "organisation=sjovalla", "giltighet=valid"]
)
def test_choices_narrow_the_list(chosen, write, amina, karin, jonas, sign_in):
    write(amina, "Vald", topics="Lås", goals=["social"])
    other = write(karin, "Bortvald", goals=["climate"], audience="connected")
    ArticlePage.objects.filter(pk=other.pk).update(validity="outdated")
    page = sign_in(jonas).get(f"/kunskap/?{chosen}").content.decode()
    assert "Vald" in page and "Bortvald" not in page and "Rensa valen" in page


def test_the_choices_wait_folded_before_the_first_lesson(lessons, jonas, sign_in):
    lessons(1)
    page = sign_in(jonas).get("/kunskap/").content.decode()
    folded, after = page.split("<details", 2)[2].split("</details>", 1)
    assert 'name="mal"' in folded and "/kunskap/amne/las/" in folded and " open" not in folded[:30]
    assert "ta bort valet" not in page and "Lärdom 0" in after


def test_each_choice_is_a_chip_that_takes_it_back(write, amina, jonas, sign_in):
    write(amina, "Vald", topics="Lås", goals=["social"])
    page = sign_in(jonas).get("/kunskap/?mal=social&amne=las&organisation=sjovalla&sida=1")
    page = page.content.decode()
    assert 'href="/kunskap/?amne=las&amp;organisation=sjovalla" aria-label="Socialt, ta' in page
    assert (
        'href="/kunskap/?mal=social&amp;organisation=sjovalla"' in page and "Lås, ta bort" in page
    )
    assert "Sjövalla kommun, ta bort valet" in page
    alone = sign_in(jonas).get("/kunskap/?mal=social").content.decode()
    assert 'href="/kunskap/" aria-label="Socialt, ta bort valet"' in alone


def test_a_choice_names_no_topic_or_organisation_that_is_hidden(write, amina, jonas, sign_in):
    write(amina, "Synlig")
    bad = "amne=<script>&organisation=granby"
    write(amina, "Dold", topics="Hemligt ämne")
    page = Client().get("/kunskap/?amne=hemligt-amne").content.decode()
    assert "hemligt-amne, ta bort valet" in page and "Hemligt ämne" not in page
    page = sign_in(jonas).get(f"/kunskap/?{bad}").content.decode()
    assert "granby, ta bort valet" in page and "<script>, ta" not in page


@pytest.mark.parametrize("chosen", ["mal=x", "giltighet=x"])
def test_choices_that_do_not_exist_are_not_found(chosen, db):
    assert Client().get(f"/kunskap/?{chosen}").status_code == 404


def test_scripts_are_shown_as_text(write, amina, jonas, sign_in):
    bad = "<script>alert(1)</script>"
    article = write(amina, bad, problem=bad, topics=f"{bad}", audience="connected")
    for url in (article.url, "/kunskap/"):
        page = sign_in(jonas).get(url).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_text_in_another_language_says_so(write, amina, jonas, sign_in):
    article = write(amina, "Digital locks", language="en")
    assert '<h1 lang="en">Digital locks</h1>' in sign_in(jonas).get(article.url).content.decode()


def test_a_writer_who_left_is_not_named(write, amina, jonas, sign_in):
    article = write(amina)
    amina.is_active = False
    amina.save()
    page = sign_in(jonas).get(article.url).content.decode()
    assert "Amina" not in page and "tidigare medarbetare" in page


def test_a_protected_writer_is_not_named_in_another_unit(write, amina, nils, sign_in):
    amina.protected_identity = True
    amina.save()
    assert "Amina" not in sign_in(nils).get(write(amina).url).content.decode()


def test_the_writer_is_asked_and_answers_with_one_button(write, amina, sign_in):
    article, browser = write(amina, audience="connected"), sign_in(amina)
    ArticlePage.objects.filter(pk=article.pk).update(review_on="2026-01-01")
    assert asked(amina)
    assert "Behöver kontroll" in browser.get(article.url).content.decode()
    browser.post(f"/kunskap/kontroll/{article.pk}/", {"says": "valid"})
    assert not asked(Person.objects.get(pk=amina.pk))
    assert ArticlePage.objects.get().standing == "valid"


def test_nobody_else_confirms_or_changes(write, amina, jonas, karin, sign_in):
    article = write(amina)
    for url in (f"{article.url}andra/", f"/kunskap/kontroll/{article.pk}/"):
        assert sign_in(jonas).post(url, {"says": "valid"}).status_code == 403
        assert sign_in(karin).post(url, {"says": "valid"}).status_code == 404
        assert Client().post(url, {"says": "valid"}).status_code == 302


def test_a_writer_who_moved_reads_but_no_longer_changes(write, amina, granby_digital, sign_in):
    article = write(amina)
    amina.employments.update(unit=granby_digital)
    browser = sign_in(amina)
    assert browser.get(article.url).status_code == 200
    assert browser.post(f"{article.url}andra/").status_code == 403


def test_two_addresses_and_no_third(write, amina, jonas, sign_in):
    write(amina)
    for url in ("/kunskap/granby/digitala-las-i-hemtjansten/", "/kunskap/x/y/", "/kunskap/x/"):
        assert sign_in(jonas).get(url).status_code == 404
