"""A lesson goes from draft to page at once, once."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Site

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.validity import actions as validity
from people.organisations.reorganising import merge_unit


def test_a_colleague_finds_the_lesson_where_its_address_says(write, amina, jonas, sign_in):
    article = write(amina)
    assert article.url == article.get_absolute_url()
    assert article.url == "/kunskap/sjovalla/digitala-las-i-hemtjansten/"
    assert article.live and article.organisation == amina.organisation
    assert article.author == amina and article.standing == "valid"


def test_the_draft_is_gone_when_it_is_published(write, amina):
    write(amina)
    assert not Draft.objects.exists()


def test_topics_and_goals_go_with_it(write, amina):
    article = write(amina, topics="Hemtjänst, LSS, hemtjänst", goals=["social"])
    assert [topic.name for topic in article.topic_list] == ["Hemtjänst", "LSS"]
    assert article.goals == ["social"]


def test_two_lessons_of_one_title_have_two_addresses(write, amina):
    first, second = write(amina), write(amina)
    assert first.url != second.url


def test_a_title_without_latin_letters_gets_an_address(write, amina):
    assert write(amina, "数字").url == "/kunskap/sjovalla/lardom/"


def test_an_organisation_has_one_subtree(write, amina, jonas, sjovalla):
    write(amina), write(jonas)
    assert OrganisationPage.objects.filter(organisation=sjovalla).count() == 1
    assert Site.objects.get(is_default_site=True).root_page.specific == KnowledgeIndex.objects.get()


def test_a_change_keeps_the_address_and_makes_a_revision(write, amina):
    article = write(amina, topics="LSS", goals=["social", "climate"])
    draft = actions.start_change(article=article, by=amina)
    draft = actions.save_draft(
        draft=draft, by=amina, version=1, title="Nytt", topics="IBIC", goals=["climate", "economic"]
    )
    changed = actions.publish(draft=draft, by=amina)
    assert (changed.pk, changed.url, changed.title) == (article.pk, article.url, "Nytt")
    assert [topic.name for topic in changed.topic_list] == ["IBIC"]
    assert changed.goals == ["climate", "economic"]
    assert changed.revisions.count() == 2


def test_nobody_else_publishes_or_changes(write, amina, jonas):
    draft = actions.start_draft(by=amina, title="Hej")
    for act in (actions.publish, actions.discard):
        with pytest.raises(PermissionDenied):
            act(draft=draft, by=jonas)
    with pytest.raises(PermissionDenied):
        actions.rebase(draft=draft, by=jonas, seen=1)
    with pytest.raises(PermissionDenied):
        actions.start_change(article=write(amina), by=jonas)


def test_without_an_employer_nobody_writes(stranger):
    with pytest.raises(PermissionDenied):
        actions.start_draft(by=stranger, title="Hej")


def test_the_same_draft_is_published_once(amina):
    draft = actions.start_draft(by=amina, title="Hej", what_we_learned="Något")
    draft_number = draft.pk
    actions.publish(draft=draft, by=amina)
    draft.pk = draft_number
    with pytest.raises(actions.AlreadyPublished):
        actions.publish(draft=draft, by=amina)
    assert ArticlePage.objects.count() == 1


def test_the_writer_confirms_and_open_changes_are_not_disturbed(write, amina, jonas):
    article = write(amina)
    ArticlePage.objects.filter(pk=article.pk).update(validity="check")
    draft = actions.start_change(article=article, by=amina)
    with pytest.raises(PermissionDenied):
        validity.answer(article=article, by=jonas)
    assert validity.answer(article=article, by=amina).standing == "valid"
    draft.refresh_from_db()
    assert actions.publish(draft=draft, by=amina).standing == "valid"


def test_a_lesson_follows_its_unit_into_another(write, amina, administrator, digital, care):
    article = write(amina, audience=f"unit:{digital.pk}")
    merge_unit(unit=digital, into=care, by=administrator)
    article.refresh_from_db()
    assert (article.unit, article.audience.unit) == (care, care)
