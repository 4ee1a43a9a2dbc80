"""Before one writes it anew: is there a lesson already?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.articles.drafts import Draft
from knowledge.articles.found_already import alike

TITLE = "Digitala lås i hemtjänsten"
LIVE = "/kunskap/skriv/finns/"


@pytest.fixture
def locks(write, jonas, index):
    lesson = write(jonas, TITLE, problem="Nycklar tog tid.")
    index()
    return lesson


def asked(browser, title, **more):
    return browser.post(LIVE, {"title": title, **more}).content.decode()


def test_from_the_third_word_like_lessons_are_shown_with_their_sign(amina, sign_in, locks):
    browser = sign_in(amina)
    assert TITLE not in asked(browser, "Digitala lås")
    page = asked(browser, "Digitala lås nu")
    assert TITLE in page and "Gäller" in page and "Finns redan?" in page and "<html" not in page
    assert f'href="{locks.get_absolute_url()}#provat"' in page and "Lägg till vår" in page


def test_another_inflection_and_order_is_found_too(amina, sign_in, locks):
    assert TITLE in asked(sign_in(amina), "Så införde vi digitalt lås hos hemtjänst")


def test_what_only_shares_a_word_is_not_called_alike(amina, sign_in, locks):
    assert asked(sign_in(amina), "Fler digitala blanketter för bygglov").strip() == ""


def test_words_that_any_text_has_make_no_likeness(amina, write, index, sign_in):
    write(amina, "Öva två dygn utan el", problem="Hemtjänsten kunde inte använda sina bilar.")
    index()
    assert asked(sign_in(amina), "Så vågar hemtjänsten använda digitala lås").strip() == ""


def test_at_most_three_and_never_the_one_that_is_being_changed(amina, write, index, sign_in):
    lessons = [write(amina, f"Digitala lås i hemtjänsten del {number}") for number in range(5)]
    index()
    assert len(alike(TITLE, amina)) == 3
    for lesson in lessons:
        assert lesson.pk not in [one.pk for one in alike(lesson.title, amina, but=lesson.pk)]


def test_what_one_may_not_read_is_not_hinted_at(samir, nils, sign_in, locks):
    assert TITLE not in asked(sign_in(samir), TITLE)
    assert TITLE in asked(sign_in(nils), TITLE)


def test_drafts_are_not_found(amina, jonas, sign_in, index):
    sign_in(jonas).post("/kunskap/skriv/", {"title": TITLE})
    index()
    assert asked(sign_in(amina), TITLE).strip() == ""


def test_without_javascript_it_is_on_the_saved_draft_and_the_preview(amina, sign_in, locks):
    browser, sent = sign_in(amina), {"title": "Digitala lås i vår kommun"}
    assert "Finns redan?" in browser.post("/kunskap/skriv/", sent, follow=True).content.decode()
    page = browser.get(f"/kunskap/skriv/{Draft.objects.get().pk}/forhandsgranska/")
    assert "Finns redan?" in page.content.decode()


def test_only_those_who_may_write_ask(stranger, client, sign_in, amina):
    assert sign_in(stranger).post(LIVE, {"title": TITLE}).status_code == 404
    assert client.post(LIVE, {"title": TITLE}).status_code == 302
    assert sign_in(amina).get(LIVE).status_code == 405


@pytest.mark.parametrize(
    "title", ["a\0 b c", "x" * 5000, "<script> a b", "((( \" ' *", "% _ \\ OR"]
)
def test_bad_titles_do_no_harm(amina, sign_in, locks, title):
    answer = sign_in(amina).post(LIVE, {"title": title, "article": "x" * 50})
    assert answer.status_code == (400 if "\0" in title else 200)
    assert "<script>" not in answer.content.decode()


def test_thirty_lessons_cost_no_more_queries_than_three(amina, write, index, sign_in):
    browser, counts = sign_in(amina), []
    for number in (3, 27):
        for one in range(number):
            write(amina, f"Digitala lås i hemtjänsten {number} {one}")
        index()
        asked(browser, TITLE)  # loads what editors chose
        with CaptureQueriesContext(connection) as queries:
            asked(browser, TITLE)
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 12  # few hits are filled up with near ones


def test_the_pages_for_writing_keep_to_their_queries(amina, write, index, sign_in):
    browser = sign_in(amina)
    for one in range(30):
        article = write(amina, f"Digitala lås i hemtjänsten {one}")
    index()
    browser.post(f"{article.url}andra/")
    for title in (TITLE, "Digitala blanketter för bygglov och lås", "Något helt annat här"):
        browser.post("/kunskap/skriv/", {"title": title, "problem": "Vi har en ABC. " * 20})
    for draft in Draft.objects.all():
        for page in ("", "forhandsgranska/"):
            browser.get(f"/kunskap/skriv/{draft.pk}/{page}")
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"/kunskap/skriv/{draft.pk}/{page}")
            assert len(queries) <= 15, (draft.title, page)
