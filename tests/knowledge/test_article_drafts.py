"""What one writes is saved, kept for oneself, and never overwritten unseen."""

import json

import pytest
from django.test import Client

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from people.start.parts import todos_for

JSON = {"headers": {"accept": "application/json"}}
KEY = "6b1f0c7e-5f0e-4c1a-9a53-0d6f1d1a2b3c"


@pytest.fixture
def lesson(sjovalla):
    return {
        "title": "Digitala lås",
        "problem": "Nycklar",
        "what_we_did": "Lås",
        "what_we_learned": "Börja med elva.",
        "advice": "Ring anhöriga",
        "topics": "Hemtjänst",
        "goals": ["social"],
        "language": "sv",
        "audience": f"organisation:{sjovalla.pk}",
        "key": KEY,
        "version": 1,
    }


@pytest.fixture
def draft(amina, sign_in, lesson):
    sign_in(amina).post("/kunskap/skriv/", lesson)
    return Draft.objects.get()


def test_a_draft_is_saved_and_offered_on_the_next_visit(amina, sign_in, draft):
    browser = sign_in(amina)
    assert draft.title in browser.get("/kunskap/skriv/").content.decode()
    assert draft.title in browser.get("/kunskap/mina/").content.decode()
    assert draft.title in [todo.text for todo in todos_for(amina)]
    assert draft.advice in browser.get(f"/kunskap/skriv/{draft.pk}/").content.decode()


def test_write_and_publish_in_one_go(amina, jonas, sign_in, lesson):
    answer = sign_in(amina).post("/kunskap/skriv/", {**lesson, "action": "publish"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/kunskap/sjovalla/digitala-las/"
    page = sign_in(jonas).get("/kunskap/sjovalla/digitala-las/").content.decode()
    assert "Börja med elva." in page and "Amina Berg" in page and not Draft.objects.exists()


def test_the_second_click_shows_the_same_lesson(amina, sign_in, lesson):
    browser = sign_in(amina)
    for _ in range(2):
        answer = browser.post("/kunskap/skriv/", {**lesson, "action": "publish"})
        assert answer.url == "/kunskap/sjovalla/digitala-las/"
    assert ArticlePage.objects.count() == 1


def test_the_second_click_on_a_draft_too(amina, sign_in, draft, lesson):
    browser = sign_in(amina)
    for where in ("", "publicera/", "publicera/", ""):
        answer = browser.post(f"/kunskap/skriv/{draft.pk}/{where}", {**lesson, "action": "publish"})
        if where:
            assert answer.url == "/kunskap/sjovalla/digitala-las/"
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("who", ["jonas", "lena", "karin", "editor", "administrator", "operator"])
def test_a_draft_is_nobody_elses(who, request, sign_in, draft):
    browser = sign_in(request.getfixturevalue(who))
    where = f"/kunskap/skriv/{draft.pk}/"
    assert browser.get(where).status_code == browser.post(where).status_code == 404
    assert browser.get(f"{where}forhandsgranska/").status_code == 404
    for act in ("publicera", "kasta", "min-text"):
        assert browser.post(f"{where}{act}/").status_code == 404
    assert draft.title not in browser.get("/kunskap/").content.decode()
    assert Draft.objects.get() == draft


def test_a_draft_is_not_in_the_cms(operator, sign_in, draft):
    page = sign_in(operator).get("/cms/", follow=True).content.decode()
    assert draft.title not in page and not ArticlePage.objects.exists()


def test_signed_out_readers_are_asked_to_sign_in(draft):
    for url in ("/kunskap/skriv/", f"/kunskap/skriv/{draft.pk}/", "/kunskap/mina/"):
        assert Client().get(url).status_code == 302


def test_autosave_says_when_and_counts(amina, sign_in, lesson):
    browser = sign_in(amina)
    first = browser.post("/kunskap/skriv/", lesson, **JSON).json()
    assert first["saved"].startswith("Sparat ") and first["version"] == 2
    second = {**lesson, "title": "Ny", "version": first["version"]}
    assert browser.post(first["url"], second, **JSON).json()["version"] == 3
    assert Draft.objects.get().title == "Ny"


def test_a_half_written_text_is_saved_too(amina, sign_in):
    answer = sign_in(amina).post("/kunskap/skriv/", {"problem": "Nyck", "key": KEY}, **JSON)
    assert answer.status_code == 200 and Draft.objects.get().problem == "Nyck"


def test_two_windows_do_not_overwrite_each_other(amina, sign_in, draft, lesson):
    one, other = sign_in(amina), sign_in(amina)
    url, first = f"/kunskap/skriv/{draft.pk}/", {**lesson, "version": draft.version}
    one.post(url, {**first, "problem": "Från datorn"})
    answer = other.post(url, {**first, "problem": "Från telefonen"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Från datorn" in page and "Från telefonen" in page
    assert Draft.objects.get().problem == "Från datorn"
    other.post(
        url, {**first, "problem": "Från telefonen", "version": answer.context["draft"].version}
    )
    assert Draft.objects.get().problem == "Från telefonen"


def test_autosave_in_the_other_window_is_told(amina, sign_in, draft, lesson):
    browser, url = sign_in(amina), f"/kunskap/skriv/{draft.pk}/"
    answer = browser.post(url, {**lesson, "title": "Sen", "version": 1}, **JSON)
    assert answer.status_code == 409 and "annat fönster" in json.loads(answer.content)["message"]


def test_an_empty_form_from_the_back_button_overwrites_nothing(amina, sign_in, draft, lesson):
    answer = sign_in(amina).post("/kunskap/skriv/", {"title": "Gammal", "key": KEY})
    assert answer.status_code == 409 and Draft.objects.get().title == lesson["title"]


def test_who_changes_what_somebody_else_published_sees_both(amina, operator, sign_in, write):
    article, browser = write(amina, problem="Först"), sign_in(amina)
    browser.post(f"{article.url}andra/")
    url = f"/kunskap/skriv/{Draft.objects.get().pk}/"
    article.problem = "Redaktörens"
    article.save_revision(user=operator).publish()
    mine = {"title": "T", "what_we_learned": "L", "problem": "Aminas", "audience": "connected"}
    answer = browser.post(url, {**mine, "version": 1, "action": "publish"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Redaktörens" in page and "Aminas" in page
    assert ArticlePage.objects.get().problem == "Redaktörens"
    assert Draft.objects.get().problem == "Aminas"
    browser.post(f"{url}min-text/", {"version": answer.context["article"].latest_revision_id})
    browser.post(f"{url}publicera/")
    assert ArticlePage.objects.get().problem == "Aminas"


def test_a_refused_text_still_knows_what_it_was_written_on(amina, sign_in, draft, lesson):
    browser, url = sign_in(amina), f"/kunskap/skriv/{draft.pk}/"
    page = browser.post(url, {**lesson, "title": "x" * 201, "version": 1}).content.decode()
    assert 'name="version" value="1"' in page and draft.version == 2
    assert 'name="version" value="2"' in browser.get(url).content.decode()


def test_what_is_thrown_away_is_gone_however_often_one_clicks(amina, sign_in, draft):
    browser = sign_in(amina)
    for _ in range(2):
        assert browser.post(f"/kunskap/skriv/{draft.pk}/kasta/").url == "/kunskap/mina/"
    assert not Draft.objects.exists()


def test_missing_answers_are_named_when_one_publishes(amina, sign_in):
    answer = sign_in(amina).post("/kunskap/skriv/", {"problem": "Hej", "action": "publish"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Skriv en rubrik." in page
    assert Draft.objects.get().problem == "Hej"


def test_a_title_that_is_too_long_gets_a_sentence_at_the_field(amina, sign_in, lesson):
    answer = sign_in(amina).post("/kunskap/skriv/", {**lesson, "title": "x" * 201})
    assert answer.status_code == 422 and answer.context["form"].errors["title"]
    assert "x" * 201 in answer.content.decode()


def test_nobody_smuggles_in_an_author_or_an_organisation(amina, karin, granby, sign_in, lesson):
    smuggled = {"author": karin.pk, "organisation": granby.pk, "recommended": "on", "live": "on"}
    sign_in(amina).post("/kunskap/skriv/", {**lesson, **smuggled, "action": "publish"})
    article = ArticlePage.objects.get()
    assert (article.author, article.organisation) == (amina, amina.organisation)
    assert not article.recommended


def test_a_nul_byte_is_refused(amina, sign_in, lesson):
    sent = {"data": "title=a%00b", "content_type": "application/x-www-form-urlencoded"}
    assert sign_in(amina).post("/kunskap/skriv/", **sent).status_code == 400


def test_without_a_connected_employer_there_is_no_form(stranger, sign_in):
    assert sign_in(stranger).get("/kunskap/skriv/").status_code == 404
