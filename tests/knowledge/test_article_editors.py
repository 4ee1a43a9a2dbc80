"""The few editors of the installation work in the CMS; nobody else is let in."""

import pytest

from knowledge.articles import actions
from knowledge.articles.models import ArticlePage
from tests.sweep import Forms


@pytest.mark.parametrize("who", ["amina", "editor", "administrator", "registrar"])
def test_an_organisations_own_people_are_not_let_in(who, request, sign_in, write, amina):
    article = write(amina)
    browser = sign_in(request.getfixturevalue(who))
    for url in ("/cms/", f"/cms/pages/{article.pk}/edit/"):
        answer = browser.get(url, follow=True)
        assert article.title not in answer.content.decode()
        assert answer.redirect_chain or answer.status_code in (403, 404)


def test_an_editor_opens_and_previews_a_lesson(operator, sign_in, write, amina):
    article = write(amina, problem="Nycklar", topics="Lås", goals=["social"])
    browser = sign_in(operator)
    form = browser.get(f"/cms/pages/{article.pk}/edit/")
    assert form.status_code == 200 and "Vad vi gjorde" in form.content.decode()
    seen = browser.get(f"/cms/pages/{article.pk}/revisions/{article.latest_revision_id}/view/")
    assert "Nycklar" in seen.content.decode()


def test_an_editor_sees_no_draft_in_the_cms(operator, sign_in, write, amina):
    article = write(amina)
    draft = actions.start_change(article=article, by=amina)
    actions.save_draft(draft=draft, by=amina, version=1, title="Hemlig rubrik")
    browser = sign_in(operator)
    for url in (f"/cms/pages/{article.pk}/edit/", f"/cms/pages/{article.get_parent().pk}/"):
        assert "Hemlig" not in browser.get(url).content.decode()


def test_lessons_are_written_in_our_own_pages_only(operator, sign_in, write, amina):
    place = write(amina).get_parent()
    url = f"/cms/pages/add/knowledge/articlepage/{place.pk}/"
    assert sign_in(operator).post(url, {"title": "Hej"}).status_code in (302, 403)
    assert ArticlePage.objects.count() == 1


def test_row_5_thousands_of_inline_rows_or_unknown_ones_are_refused(
    operator, sign_in, write, amina
):
    article, browser = write(amina, goals=["social"]), sign_in(operator)
    url = f"/cms/pages/{article.pk}/edit/"
    (own,) = [
        one for one in Forms(browser.get(url).content.decode(), url).found if "slug" in one.fields
    ]
    form = {one.name: (one.values or [""])[0] for one in own.fields.values()}
    form["goal_marks-0-goal"] = "social"
    for sent, status in (
        ({f"goal_marks-{n}-goal": "social" for n in range(5_000)}, 400),
        ({"goal_marks-TOTAL_FORMS": "1000000000"}, 200),
        ({"goal_marks-TOTAL_FORMS": "2", "goal_marks-1-goal": "okänt"}, 200),
        ({"goal_marks-TOTAL_FORMS": "x"}, 200),
        ({"goal_marks-0-id": "987654"}, 200),
        ({}, 302),
    ):
        assert browser.post(url, form | sent).status_code == status, sent
        assert ArticlePage.objects.get().goal_marks.count() == 1
        unsaved = ArticlePage.objects.filter(latest_revision=article.latest_revision_id).exists()
        assert unsaved is (status != 302)
