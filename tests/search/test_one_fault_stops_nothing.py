"""What fails in one place does not empty, stop or crowd out the rest."""

import dataclasses
import logging

import pytest
from django.utils import timezone

from people.following.kinds import News
from people.organisations.models import Employment
from people.persons.models import Person
from search import documents, following, upkeep
from search.finding import find
from search.models import IndexChange, IndexedDocument
from search.outbox import changed_ids, drain


@pytest.fixture
def broken(monkeypatch):
    """Person's description with other parts: `broken(describe=…)`."""
    whole = documents.document_named("person")

    def swap(**parts):
        monkeypatch.setitem(documents._documents, "person", dataclasses.replace(whole, **parts))

    return swap


def test_a_rebuild_keeps_what_it_cannot_describe_and_tries_again(amina, index, broken):
    index()
    broken(describe=lambda person: 1 / 0)
    list(upkeep.rebuild())
    assert IndexedDocument.objects.filter(kind="person", object_id=amina.pk).exists()
    assert IndexChange.objects.filter(kind="person", object_id=amina.pk).exists()


def test_a_kind_that_cannot_be_fetched_stops_no_other(write, amina, index, broken):
    index()
    broken(related=("nonsense",))
    changed_ids("person", [amina.pk])
    write(amina, "Kanariefågel")
    index()
    assert IndexedDocument.objects.filter(title="Kanariefågel").exists()


def test_no_text_reaches_the_log(amina, index, broken, caplog):
    index()
    broken(describe=lambda person: "\ud800hemligt".encode())
    changed_ids("person", [amina.pk])
    with caplog.at_level(logging.DEBUG):
        drain()
    assert "is not indexed" in caplog.text
    assert "hemligt" not in caplog.text


def test_one_lesson_is_found_beside_six_hundred_people(write, amina, jonas):
    write(amina, "Kanariefågel")
    unit = jonas.employment.unit
    people = [Person(email=f"k{n}@x.example", name="Kanariefågel") for n in range(600)]
    Person.objects.bulk_create(people)
    made = Person.objects.filter(name="Kanariefågel")
    Employment.objects.bulk_create(
        [Employment(person=one, unit=unit, title="Fågel", since="2024-01-01") for one in made]
    )
    changed_ids("person", [one.pk for one in made])
    drain(2_000)
    IndexedDocument.objects.filter(kind="article").update(weight=0.1)
    assert find("kanariefågel", jonas).counts["article"] == 1


def test_what_cannot_be_described_hides_no_other_news(amina, jonas, broken):
    def describe(person):
        return 1 / 0 if person.pk == amina.pk else documents.Described(person.name)

    broken(describe=describe)
    facts = {"title": "", "url": "", "about": "", "at": timezone.now(), "in_mail": False}
    news = [News("person", one.pk, **facts) for one in (amina, jonas)]
    assert following.matches(["jonas"], news) == {"jonas": {("person", jonas.pk)}}
