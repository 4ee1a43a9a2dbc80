"""Search shows each viewer what the pages would show, whatever stands in the index."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from knowledge.articles.models import ArticlePage
from people.audience import Audience
from search import engines
from search.analysis import asked
from search.engines.base import Question
from search.finding import find
from search.models import IndexedDocument

SEES = {
    "everyone": "jonas nils karin stranger nobody",
    "connected": "jonas nils karin",
    "organisation": "jonas nils",
    "unit": "jonas",
}


@pytest.fixture
def viewers(jonas, nils, karin, stranger):
    return {
        "jonas": jonas,
        "nils": nils,
        "karin": karin,
        "stranger": stranger,
        "nobody": AnonymousUser(),
    }


@pytest.mark.parametrize("audience", SEES)
def test_each_sees_what_is_for_them(audience, write, amina, viewers, titles):
    article = write(amina, "Hemlig kanariefågel", audience=audience)
    assert article.audience.kind == audience
    seeing = {name for name, viewer in viewers.items() if titles("kanariefågel", viewer)}
    assert seeing == set(SEES[audience].split())
    for viewer in viewers.values():
        found = find("kanariefågel", viewer)
        assert found.counts["article"] == len(found.of("article"))


def poison(article, **fields):
    """Make the index say what is not so."""
    IndexedDocument.objects.filter(kind="article", object_id=article.pk).update(**fields)


def test_a_poisoned_row_shows_and_counts_nothing(write, amina, karin, sign_in):
    article = write(amina, "Hemlig kanariefågel", audience="unit")
    for audience in (Audience.objects.everyone(), None):
        poison(article, audience=audience)
        for browser in (sign_in(karin), Client()):
            for url in ("/sok/", "/sok/forslag/"):
                page = browser.get(f"{url}?q=kanariefågel").content.decode()
                assert "Hemlig" not in page and "1 träff " not in page
            assert "Inget än om det här" in browser.get("/sok/?q=kanariefågel").content.decode()


def test_a_row_with_foreign_words_quotes_nothing_of_them(write, amina, karin, sign_in):
    write(amina, "Hemlig kanariefågel", audience="unit")
    hers = write(karin, "Karins egen")
    poison(hers, title="Hemlig kanariefågel", body="Hemlig kanariefågel", body_words="kanariefågel")
    page = sign_in(karin).get("/sok/?q=kanariefågel").content.decode()
    assert "Karins egen" in page and "Hemlig" not in page


def test_a_row_without_its_object_shows_nothing(write, amina, jonas, titles):
    article = write(amina, "Kanariefågel")
    poison(article, object_id=9_999_999)
    assert not find("kanariefågel", jonas).among


def test_a_narrowed_audience_holds_before_the_index_knows(write, amina, karin, titles):
    article = write(amina, "Kanariefågel")
    assert titles("kanariefågel", karin)
    ArticlePage.objects.filter(pk=article.pk).update(
        audience=Audience.objects.unit(amina.employment.unit)
    )
    assert not titles("kanariefågel", karin)


def test_what_is_taken_down_is_not_found_even_by_its_writer(write, amina):
    article = write(amina, "Kanariefågel")
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    assert not find("kanariefågel", amina).among


def test_the_engine_believes_no_row_without_its_audience(write, amina):
    article = write(amina, "Kanariefågel")
    words, kinds = asked("kanariefågel"), ["person"]
    poison(article, audience=None)
    for audiences in ([], [article.audience_id]):
        assert engines.current().find(Question(words, audiences, kinds)) == []
    poison(article, audience=article.audience)
    assert engines.current().find(Question(words, [], kinds)) == []
    assert engines.current().find(Question(words, [article.audience_id], []))


def test_drafts_are_not_found(amina, titles, index):
    from knowledge.articles import actions

    actions.start_draft(by=amina, title="Kanariefågel")
    index()
    assert not titles("kanariefågel", amina)


def test_hidden_hits_do_not_keep_loose_ones_away(write, amina, karin, titles):
    write(amina, "Får på ängen", audience="unit")
    write(amina, "Far och barn")
    assert titles("får", karin) == ["Far och barn"]
