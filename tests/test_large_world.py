"""The world for load: made past the actions, and yet such as the actions would have made it."""

import pytest
from wagtail.models import Page

from config.world.large import Sizes, fill
from knowledge.articles import actions
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from people.persons.models import Person
from skills.starter import load_starter

SIZES = Sizes(people=40, articles=25)


def quiet(line):
    pass


@pytest.fixture
def small(amina, karin):
    """The cast, a lesson of each organisation's, topics and skills to fill with."""
    load_starter()
    for number in range(4):
        Topic.objects.called(f"ämne {number}")
    begun = [
        actions.start_draft(by=one, title="Egen", what_we_learned="Ja.") for one in (amina, karin)
    ]
    return [actions.publish(draft=draft, by=draft.author) for draft in begun]


def titles():
    return list(ArticlePage.objects.order_by("pk").values_list("title", flat=True))


def emptied(kept):
    """As it was before it was filled."""
    own = [one.pk for one in kept]
    for article in ArticlePage.objects.exclude(pk__in=own):
        article.delete()


def test_the_tree_of_pages_is_whole_and_as_large_as_asked(small):
    fill(SIZES, 7, quiet)
    assert (Person.objects.count(), ArticlePage.objects.count()) == (40, 25)
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_filled_lesson_is_read_by_its_readers_alone(small, client, sign_in):
    fill(SIZES, 7, quiet)
    made = list(ArticlePage.objects.exclude(pk__in=[one.pk for one in small]))
    for article in made:
        assert sign_in(article.author).get(article.get_absolute_url()).status_code == 200
        expected = 200 if article.audience.kind == "everyone" else 404
        assert client.get(article.get_absolute_url()).status_code == expected


def test_its_writer_changes_it_from_its_revision_and_publishes(small):
    fill(SIZES, 7, quiet)
    article = ArticlePage.objects.exclude(pk__in=[one.pk for one in small]).first()
    topics, goals, by = article.topic_list, article.goals, article.author
    draft = actions.start_change(article=article, by=by)
    assert draft.base_revision == article.latest_revision_id
    draft = actions.save_draft(draft=draft, by=by, version=draft.version, advice="Ring först.")
    changed = actions.publish(draft=draft, by=by)
    assert (changed.pk, changed.advice, changed.url) == (article.pk, "Ring först.", article.url)
    assert (changed.topic_list, changed.goals) == (topics, goals)
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_same_seed_gives_the_same_and_another_gives_others(small):
    fill(Sizes(people=40), 7, quiet)
    found = []
    for seed in (7, 7, 8):
        fill(Sizes(articles=25), seed, quiet)
        found.append(titles())
        emptied(small)
    assert found[0] == found[1] != found[2]


def test_a_second_time_makes_none(small):
    fill(SIZES, 7, quiet)
    before, said = titles(), []
    fill(SIZES, 7, said.append)
    assert titles() == before and Person.objects.count() == 40 and said == []
