"""Colleagues are found by name, title and workplace; a protected person by nobody."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from search.finding import find
from search.models import IndexedDocument


@pytest.fixture
def names(index):
    """The people that a question finds, the worker having done its part."""

    def asked(text, viewer):
        index()
        found = find(text, viewer)
        return {hit.object.name for hit in found.hits(found.of("person"))}

    return asked


@pytest.mark.parametrize("text", ["Samir", "haddad", "utvecklare", "Granby", "samir granby"])
def test_a_colleague_elsewhere_is_found(text, samir, amina, names):
    assert "Samir Haddad" in names(text, amina)


def test_signed_out_and_unconnected_find_no_one(samir, stranger, names):
    for viewer in (AnonymousUser(), stranger):
        assert not names("Samir", viewer)


def test_who_is_not_employed_is_not_found(stranger, operator, amina, names):
    assert not names("Stina", amina) and not names("Dag Drift", amina)


def test_a_protected_person_is_found_by_nobody(amina, jonas, nils, karin, sign_in, names, index):
    index()
    amina.protected_identity = True
    amina.save()
    for drained in (False, True):
        for viewer in (amina, jonas, nils, karin):
            page = sign_in(viewer).get("/sok/forslag/?q=Amina").content.decode()
            assert "Berg" not in page and not find("Amina", viewer).among, drained
        index()
    assert not IndexedDocument.objects.filter(title__contains="Amina").exists()


def test_who_has_left_is_not_found_from_that_day(samir, amina, names):
    assert names("Samir", amina)
    samir.employments.update(until=date(2025, 1, 1))
    assert not names("Samir", amina)
    samir.is_active = False
    samir.save()
    assert not names("Samir", amina)


def test_a_new_title_and_a_renamed_unit_are_found(samir, amina, granby_digital, names):
    employment = samir.employments.get()
    employment.title = "Trädgårdsmästare"
    employment.save()
    granby_digital.name = "Grönskan"
    granby_digital.save()
    assert names("trädgårdsmästare", amina) == {"Samir Haddad"} <= names("grönskan", amina)


def test_a_hit_links_to_the_person_and_says_the_work(samir, amina, sign_in, index):
    index()
    page = sign_in(amina).get("/sok/?q=samir").content.decode()
    assert f'href="/medarbetare/{samir.pk}/"' in page and "Utvecklare, Granby kommun" in page


def test_a_name_that_is_code_is_text(samir, amina, sign_in, index):
    samir.name = "<script>alert(1)</script> Samir"
    samir.save()
    index()
    for url in ("/sok/", "/sok/forslag/"):
        assert "<script>alert" not in sign_in(amina).get(f"{url}?q=samir").content.decode()
