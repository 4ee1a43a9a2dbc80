"""Two windows with one lesson: the second text is kept beside what the first published."""

import pytest

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def sent(sjovalla):
    """What two windows with the same new lesson both hold."""
    text = {"title": "Digitala lås", "what_we_learned": "Börja med elva.", "language": "sv"}
    key = "6b1f0c7e-5f0e-4c1a-9a53-0d6f1d1a2b3c"
    return {**text, "audience": f"organisation:{sjovalla.pk}", "key": key, "version": 1}


@pytest.fixture
def window(amina, sign_in, sent):
    """The address to which the second window posts: the first has published from it."""

    def opened(kind):
        browser = sign_in(amina)
        where = "/kunskap/skriv/"
        if kind != "new":
            browser.post(where, sent)
            where = f"/kunskap/skriv/{Draft.objects.get().pk}/"
        if kind == "change":
            browser.post(where, {**sent, "version": 2, "action": "publish"})
            browser.post(f"{ArticlePage.objects.get().url}andra/")
            where = f"/kunskap/skriv/{Draft.objects.get().pk}/"
        version = Draft.objects.get().version if Draft.objects.exists() else 1
        browser.post(where, {**sent, "version": version, "action": "publish"})
        assert not Draft.objects.exists()
        return browser, where

    return opened


KINDS = ("new", "draft", "change")


@pytest.mark.parametrize("action", ["save", "publish", "preview"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_the_second_window_is_kept_beside_the_first(window, sent, kind, action):
    browser, where = window(kind)
    other = {**sent, "what_we_learned": "Börja med tolv.", "action": action}
    for _ in range(2):
        answer = browser.post(where, other)
        page = answer.content.decode()
        assert answer.status_code == 409 and "Börja med elva." in page and "med tolv." in page
        assert "Du har publicerat från ett annat fönster" in page
    second, article = Draft.objects.get(), ArticlePage.objects.get()
    assert (second.article, second.what_we_learned) == (article, "Börja med tolv.")
    assert article.what_we_learned == "Börja med elva."


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_read_both_publishes_the_second(window, sent, kind):
    browser, where = window(kind)
    answer = browser.post(where, {**sent, "what_we_learned": "Börja med tolv."})
    url = f"/kunskap/skriv/{Draft.objects.get().pk}/"
    assert browser.post(f"{url}publicera/").status_code == 409
    browser.post(f"{url}min-text/", {"version": answer.context["article"].latest_revision_id})
    browser.post(f"{url}publicera/")
    assert ArticlePage.objects.get().what_we_learned == "Börja med tolv."


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_text_once_more_leads_to_the_lesson(window, sent, kind):
    browser, where = window(kind)
    assert browser.post(where, sent).url == ArticlePage.objects.get().get_url()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_saving_by_itself_says_where_the_second_text_goes(window, sent, kind):
    browser, where = window(kind)
    same = browser.post(where, sent, **JSON).json()
    assert same == {"saved": "Lärdomen är publicerad.", "url": where, "version": 1}
    other = browser.post(where, {**sent, "problem": "Nycklar"}, **JSON).json()
    second = Draft.objects.get()
    assert second.problem == "Nycklar" and other["url"] == f"/kunskap/skriv/{second.pk}/"
    assert "redan publicerad" in other["saved"] and other["version"] == second.version
    more = {**sent, "problem": "Nycklar och kort", "version": other["version"]}
    assert browser.post(other["url"], {**more, "action": "publish"}).status_code == 409
    assert Draft.objects.get().problem == "Nycklar och kort"


def test_a_third_window_overwrites_neither(window, sent):
    browser, where = window("draft")
    browser.post(where, {**sent, "problem": "Tvåan"})
    answer = browser.post(where, {**sent, "problem": "Trean"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Tvåan" in page and "Trean" in page
    assert Draft.objects.get().problem == "Tvåan"


def test_beside_a_lesson_that_is_put_away_the_text_is_a_new_draft(window, sent):
    browser, where = window("draft")
    ArticlePage.objects.get().unpublish()
    for _ in range(2):
        answer = browser.post(where, {**sent, "problem": "Tvåan"})
        assert answer.status_code == 409 and "min-text" not in answer.content.decode()
    assert Draft.objects.get().article is None and Draft.objects.get().problem == "Tvåan"


def test_a_second_text_that_is_refused_is_still_in_the_form(window, sent):
    browser, where = window("draft")
    answer = browser.post(where, {**sent, "title": "x" * 201})
    assert answer.status_code == 422 and "x" * 201 in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [{"topics": "lås, nycklar"}, {"goals": ["climate"]}])
def test_other_topics_or_goals_are_a_second_text_too(window, sent, kind, more):
    browser, where = window(kind)
    answer = browser.post(where, {**sent, **more})
    assert answer.status_code == 409 and "ämnen, mål eller läsare" in answer.content.decode()
    second = Draft.objects.get()
    assert (second.topics, second.goals) == (more.get("topics", ""), more.get("goals", []))


def test_the_same_topics_in_another_order_say_nothing_new(window, sent):
    sent["topics"] = "lås, Nycklar"
    browser, where = window("draft")
    assert browser.post(where, {**sent, "topics": "nycklar,  lås"}).status_code == 302
    assert not Draft.objects.exists()
