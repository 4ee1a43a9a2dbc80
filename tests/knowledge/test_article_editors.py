"""The few editors of the installation work in the CMS; nobody else is let in."""

import pytest

from knowledge.articles import actions
from knowledge.articles.models import ArticlePage


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
