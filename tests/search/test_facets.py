"""Hits are narrowed by what they are about, help with and come from."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from people.organisations.models import Organisation
from people.subgoals.models import Subgoal
from search import facets
from search.finding import find


@pytest.fixture
def locks(write, amina, karin):
    """Three lessons about locks, from two organisations of different kinds."""
    Organisation.objects.filter(pk=karin.organisation.pk).update(kind="agency")
    write(amina, "Lås ett", topics="Nycklar, Hemtjänst", goals=["climate"])
    write(amina, "Lås två", topics="Nycklar", goals=["climate", "social"])
    write(karin, "Lås tre", topics="Hemtjänst")
    ArticlePage.objects.filter(title="Lås två").update(
        review_on=timezone.localdate() - timedelta(days=1)
    )


def page(browser, **asked):
    return browser.get("/sok/", {"q": "lås", **asked}).content.decode()


def numbers(viewer, kind="", **chosen):
    """What the choices say: `{"amne": {"nycklar": 2}}`."""
    found = find("lås", viewer)
    _left, shown = facets.narrowed(found, chosen, kind)
    return {one.facet.name: {value: n for value, _name, n in one.options} for one in shown}


def test_each_choice_says_how_many_it_gives(locks, jonas):
    assert numbers(jonas) == {
        "amne": {"hemtjanst": 2, "nycklar": 2},
        "mal": {"climate": 2, "social": 1},
        "giltighet": {"valid": 2, "check": 1},
        "fran": {"municipality": 2, "agency": 1},
    }


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"amne": "nycklar"}, {"ett", "två"}),
        ({"mal": "social"}, {"två"}),
        ({"giltighet": "check"}, {"två"}),
        ({"fran": "agency"}, {"tre"}),
        ({"amne": "hemtjanst", "fran": "municipality"}, {"ett"}),
        ({"amne": "nycklar", "fran": "agency"}, set()),
        ({"mal": "finns:inte", "slag": "article"}, set()),
    ],
)
def test_a_choice_keeps_those_that_have_it(asked, titles, locks, jonas, sign_in):
    shown = page(sign_in(jonas), **asked)
    assert {one for one in ("ett", "två", "tre") if f"</mark> {one}" in shown} == titles
    assert "Rensa valen" in shown and ("Ingen träff passar" in shown) == (not titles)


def test_the_other_choices_are_counted_beside_what_is_chosen(locks, jonas):
    beside = numbers(jonas, fran="agency")
    assert beside["amne"] == {"hemtjanst": 1} and beside["fran"] == {"municipality": 2, "agency": 1}


def test_what_one_may_not_see_is_neither_counted_nor_named(write, amina, nils, karin, jonas):
    own = Subgoal.objects.create(
        organisation=amina.organisation, goal="climate", name_sv="Fossilfritt"
    )
    write(amina, "Lås för oss", audience="unit", topics="Hemligt", goals=[own.key])
    assert numbers(jonas)["amne"] == {"hemligt": 1}
    assert own.key in numbers(jonas)["mal"]
    for other in (nils, karin):
        assert numbers(other) == {} and numbers(other, amne="hemligt") == {"amne": {}}


def test_a_choice_is_kept_when_the_kind_and_the_page_change(locks, jonas, sign_in):
    shown = page(sign_in(jonas), amne="nycklar")
    assert "?q=l%C3%A5s&amp;amne=nycklar&amp;slag=article" in shown
    assert '<option value="nycklar" selected>Nycklar (2)</option>' in shown
    assert 'href="?q=l%C3%A5s"' in shown and "Nycklar, ta bort valet" in shown


def test_odd_choices_are_shown_as_text(locks, jonas, sign_in):
    browser = sign_in(jonas)
    assert "&lt;script&gt;" in page(browser, amne="<script>" + "x" * 500)
    assert browser.get("/sok/?q=lås&mal=a%00").status_code == 400
    assert "<select" in Client().get("/sok/?q=lås&amne=nycklar").content.decode()


def test_choices_cost_the_same_with_many_hits(locks, write, amina, jonas, sign_in):
    browser = sign_in(jonas)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page(browser, amne="nycklar", mal="climate")
        return len(caught)

    queries()
    few = queries()
    for n in range(20):
        write(amina, f"Lås {n}", topics=f"Nycklar, Ämne {n}", goals=["climate"])
    queries()  # what editors chose may have to be read again
    assert queries() == few <= 15
