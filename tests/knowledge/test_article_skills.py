"""Skills on a lesson: chosen in the longer form, shown, searched and carried along."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from search.finding import find
from skills.models import Skill
from skills.starter import load_starter

ADDRESS = "/kunskap/skriv/{}/"


@pytest.fixture
def plain_language(db):
    load_starter()
    return Skill.objects.called("klarspråk")


@pytest.fixture
def draft(amina, plain_language):
    return actions.start_draft(by=amina, title="Skriv kort", what_we_learned="Börja med svaret.")


def sent(draft, *skills, **more):
    fields = {"title": draft.title, "what_we_learned": draft.what_we_learned}
    return fields | {"audience": "connected", "version": draft.version, "skills": skills} | more


def test_skills_are_published_with_the_lesson_and_shown(
    draft, amina, jonas, sign_in, plain_language
):
    writer, address = sign_in(amina), ADDRESS.format(draft.pk)
    assert 'data-suggest-url="/kompetenser/forslag/"' in writer.get(address).content.decode()
    writer.post(address, sent(draft, "Plain language", "", "klarspråk", action="publish"))
    article = ArticlePage.objects.get()
    assert list(article.skills.all()) == [plain_language]
    page = sign_in(jonas).get(article.url).content.decode()
    assert ">klarspråk</a>" in page and "?q=klarspr%C3%A5k" in page


def test_a_change_begins_with_the_skills_and_can_take_them_away(
    draft, amina, sign_in, plain_language
):
    actions.save_draft(draft=draft, by=amina, version=1, skills=[plain_language.pk])
    article = actions.publish(draft=Draft.objects.get(), by=amina)
    change = actions.start_change(article=article, by=amina)
    writer, address = sign_in(amina), ADDRESS.format(change.pk)
    assert 'value="klarspråk"' in writer.get(address).content.decode()
    writer.post(address, sent(change, "", action="publish"))
    assert not ArticlePage.objects.get().skills.exists()


def test_an_unknown_skill_is_said_at_the_field_but_stops_no_saving_while_typing(
    draft, amina, sign_in
):
    writer, address = sign_in(amina), ADDRESS.format(draft.pk)
    answer = writer.post(address, sent(draft, "klarspr", "klarspråk", action="save"))
    said = answer.content.decode()
    assert answer.status_code == 422 and "Menar du klarspråk?" in said
    assert 'value="klarspr"' in said and 'href="#id_skills_group"' in said
    typing = writer.post(
        address, sent(draft, "klarspr", title="Nytt"), HTTP_ACCEPT="application/json"
    )
    assert typing.status_code == 200
    assert Draft.objects.get().title == "Nytt" and Draft.objects.get().skills == []


@pytest.mark.parametrize("bad", [["a\0b"], ["x" * 101], ["<script>"], ["klarspråk"] * 6])
def test_what_is_no_choice_of_skills_is_refused(draft, amina, sign_in, bad):
    answer = sign_in(amina).post(ADDRESS.format(draft.pk), sent(draft, *bad, action="save"))
    assert answer.status_code in (400, 422) and "<script>" not in answer.content.decode()
    assert Draft.objects.get().skills == []


def test_ones_own_text_of_two_windows_keeps_its_skills(draft, amina, sign_in):
    actions.save_draft(draft=draft, by=amina, version=1, title="Ett annat fönster")
    answer = sign_in(amina).post(ADDRESS.format(draft.pk), sent(draft, "klarspråk", action="save"))
    assert answer.status_code == 409
    assert '<textarea name="skills" hidden>\nklarspråk</textarea>' in answer.content.decode()


def test_a_lesson_is_found_by_its_skills_in_both_languages(
    write, amina, jonas, index, plain_language
):
    article = write(amina, "Skriv kort", audience="connected", skills=[plain_language.pk])
    index()
    assert ("article", article.pk) in find("plain language", jonas).of("article")


def test_skills_take_no_query_of_their_own(write, amina, jonas, sign_in, plain_language):
    bare = write(amina, "Utan", audience="connected")
    rich = write(amina, "Med", audience="connected", skills=[plain_language.pk])
    reader, asked = sign_in(jonas), []
    for article in (bare, bare, rich):
        with CaptureQueriesContext(connection) as queries:
            page = reader.get(article.url).content.decode()
        asked.append((len(queries), "<h2>Kompetenser</h2>" in page))
    assert asked[1:] == [(asked[1][0], False), (asked[1][0], True)]


def test_a_skill_that_is_gone_stops_no_publishing(draft, amina):
    draft = actions.save_draft(draft=draft, by=amina, version=1, skills=[987654])
    assert not actions.publish(draft=draft, by=amina).skills.exists()


def test_a_skill_that_nobody_uses_any_more_may_stay_but_not_be_chosen_anew(
    write, amina, sign_in, plain_language
):
    article = write(amina, "Skriv kort", audience="connected", skills=[plain_language.pk])
    Skill.objects.filter(pk=plain_language.pk).update(status=Skill.Status.RETIRED)
    writer, change = sign_in(amina), actions.start_change(article=article, by=amina)
    writer.post(ADDRESS.format(change.pk), sent(change, "klarspråk", action="publish"))
    assert list(ArticlePage.objects.get().skills.all()) == [plain_language]
    other = actions.start_draft(by=amina, title="Ny", what_we_learned="Nytt.")
    answer = writer.post(ADDRESS.format(other.pk), sent(other, "klarspråk", action="publish"))
    assert answer.status_code == 422
