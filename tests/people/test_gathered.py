"""Rows beside a row come with it in one query, and are what they would have been on their own."""

import pytest
from django.db.models import OuterRef

from people.gathered import gathered, made, remember
from people.organisations.models import Employment, Organisation, Unit
from people.persons.models import Person


@pytest.fixture
def beside(django_assert_num_queries):
    """What is gathered beside one row, in one query."""

    def asked(model, row, expression):
        outer = type(row).objects.filter(pk=row.pk).annotate(found=expression)
        with django_assert_num_queries(1):
            return made(model, outer.values_list("found", flat=True)[0])

    return asked


def units(*fields, **where):
    return gathered(Unit.objects.filter(organisation=OuterRef("pk"), **where), *fields)


def test_all_rows_come_in_one_query(beside, sjovalla, care, digital):
    found = beside(Unit, sjovalla, units("id", "name"))
    assert {(one, one.name) for one in found} == {(care, care.name), (digital, digital.name)}


def test_a_field_that_was_not_asked_for_is_fetched_when_it_is_wanted(beside, sjovalla, care):
    (found,) = beside(Unit, sjovalla, units("id"))
    assert found.lineage == care.lineage


def test_none_is_an_empty_list(beside, sjovalla):
    assert beside(Unit, sjovalla, units("id", name="finns inte")) == []


def test_values_are_the_fields_own_whatever_their_order(beside, care, nils):
    """A JSON text knows no dates and, in SQLite, no true and false."""
    nils.away_until = nils.created_at.date()
    nils.save()
    mine = Person.objects.filter(employments__unit__lineage__startswith=OuterRef("lineage"))
    (found,) = beside(Person, care, gathered(mine, "away_until", "is_active", "name", "id"))
    assert (found, found.name) == (nils, nils.name)
    assert found.is_active is True and found.away_until == nils.away_until


def test_the_rows_that_they_point_at_come_along(beside, sjovalla, nils, django_assert_num_queries):
    jobs = Employment.objects.filter(unit__organisation=OuterRef("pk"), person=nils)
    (found,) = beside(
        Employment, sjovalla, gathered(jobs, "id", "person_id", person=("id", "name"))
    )
    with django_assert_num_queries(0):
        assert found.person.name == nils.name


def test_remembered_rows_are_not_asked_for(sjovalla, care, django_assert_num_queries):
    row = Organisation.objects.get(pk=sjovalla.pk)
    remember(row, "units", [care])
    with django_assert_num_queries(0):
        assert list(row.units.all()) == [care]
