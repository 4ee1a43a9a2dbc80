"""A prepared question answers as the same question asked by Django, each time with new values."""

import gc
import weakref
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import DateField, OuterRef, Subquery
from django.utils import timezone

from people.organisations.models import Employment
from people.persons.models import Person
from people.prepared import Given, Prepared

DAY = Given("day", DateField())


@pytest.fixture
def since():
    """Since when somebody works where they do on a day, by the person's number."""
    works = Employment.objects.current(DAY).filter(person=OuterRef("pk"))
    begun = Subquery(works.values("since")[:1])
    people = Person.objects.filter(pk=Given("person")).order_by()
    return Prepared(lambda: people.values("name", begun=begun))


def test_each_time_with_its_own_values(since, amina, jonas):
    today = timezone.localdate()
    assert since.first(person=amina.pk, day=today)["name"] == amina.name
    assert since.first(person=jonas.pk, day=today)["name"] == jonas.name


def test_values_come_back_as_django_gives_them(since, amina):
    today = timezone.localdate()
    begun = since.first(person=amina.pk, day=today)["begun"]
    assert isinstance(begun, date)
    assert begun == amina.employment.since
    assert since.first(person=amina.pk, day=begun - timedelta(days=1))["begun"] is None


@pytest.mark.django_db
def test_nothing_is_none(since):
    assert since.first(person=0, day=timezone.localdate()) is None


@pytest.mark.django_db
@pytest.mark.parametrize("number", [10**18, 2**63, 10**30])
def test_a_number_too_large_for_the_database_finds_nothing(since, number):
    assert since.first(person=number, day=timezone.localdate()) is None


def test_it_is_written_once(since, amina, django_assert_num_queries):
    made = []
    once = Prepared(lambda: made.append(1) or since.make())
    with django_assert_num_queries(3):
        for _ in range(3):
            once.first(person=amina.pk, day=timezone.localdate())
    assert made == [1]


def test_objects_are_those_of_the_queryset_with_what_is_beside_them(
    amina, jonas, django_assert_num_queries
):
    begun = Subquery(Employment.objects.filter(pk=OuterRef("pk")).values("since"))
    rows = Employment.objects.filter(person=Given("person")).annotate(begun=begun)
    jobs = Prepared(lambda: rows.select_related("unit__organisation", "manager").order_by("pk"))
    for person, own in [(one, one.employment) for one in (amina, jonas)]:
        with django_assert_num_queries(1):
            (job,) = jobs.objects(person=person.pk)
            assert (job, job.begun, job._state.db) == (own, job.since, "default")
            assert job.unit.organisation.name and job.manager.name
    assert jobs.objects(person=0) == []


def test_what_is_written_goes_with_its_connection(since, db):
    closed = connection.copy()
    since._written_for(closed)
    gone = weakref.ref(closed)
    del closed
    gc.collect()
    assert gone() is None


def test_a_forgotten_value_is_an_error(since, amina):
    with pytest.raises(KeyError, match="day"):
        since.first(person=amina.pk)
