"""The same thing said otherwise is found as well, for those who say it so."""

import pytest

from knowledge.glossary import actions
from knowledge.glossary.actions import Place
from search.models import SynonymGroup
from search.synonyms import others


@pytest.fixture
def ibic(editor):
    place = Place(editor.organisation.pk)
    return actions.add(by=editor, place=place, word="IBIC", meaning="individens behov i centrum")[0]


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Så införde vi IBIC", "individens behov i centrum"),
        ("Individens behov i centrum på riktigt", "ibic"),
        ("Individens behov i centrum, en utbildning", "IBIC utbildning"),
        ("En utbildning i IBIC", "utbildning individens behov i centrum"),
    ],
)
def test_an_abbreviation_and_what_it_stands_for_find_each_other(
    title, question, ibic, write, amina, titles
):
    write(amina, title)
    write(amina, "Något helt annat")
    assert titles(question, amina) == [title]


def test_it_is_a_synonym_only_where_it_is_known(ibic, write, amina, karin, titles):
    write(amina, "Individens behov i centrum på riktigt")
    assert titles("ibic", karin) == []


def test_the_page_says_what_else_was_asked(ibic, write, amina, sign_in):
    write(amina, "Individens behov i centrum på riktigt")
    page = sign_in(amina).get("/sok/?q=ibic").content.decode()
    assert "Vi sökte också på: individens behov i centrum" in page
    assert "<mark>Individens</mark>" in page


def test_a_synonym_opens_nothing_that_is_closed(ibic, write, amina, karin, titles):
    write(amina, "Individens behov i centrum", audience="organisation")
    SynonymGroup.objects.create(words="ibic, individens behov i centrum")
    assert titles("ibic", karin) == [] and titles("ibic", amina) != []


def test_an_explaining_sentence_is_no_synonym(editor):
    place = Place(editor.organisation.pk)
    text = "en plan som kommunen och regionen gör tillsammans"
    actions.add(by=editor, place=place, word="vårdplan", meaning=text)
    assert others("vårdplan", editor) == []


def test_the_installations_synonyms_hold_for_all(write, amina, karin, titles, client):
    group = SynonymGroup.objects.create(words=" bygglov,  lov att bygga, BYGGLOV ,")
    assert group.words == "BYGGLOV, lov att bygga"
    write(amina, "Lov att bygga snabbare", audience="everyone")
    assert titles("bygglov", karin) == ["Lov att bygga snabbare"]
    assert "Lov" in client.get("/sok/?q=bygglov").content.decode()
    group.words = "bygglov, byggnadslov"
    group.save()
    assert titles("bygglov", karin) == []


def test_few_other_ways_are_asked(amina, django_assert_max_num_queries):
    for number in range(10):
        SynonymGroup.objects.create(words=f"lås, nyckel{number}")
    assert amina.belonging.connected
    with django_assert_max_num_queries(2):
        assert len(others("lås " * 3 + "i dörr", amina)) == 3
