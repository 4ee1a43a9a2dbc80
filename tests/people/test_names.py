"""Names of every kind: how they are sorted, kept and told apart."""

import unicodedata

import pytest
from django.db import connection
from django.db.models import CharField, Value

from knowledge.articles import topics
from knowledge.articles.topics import Topic
from people.ordering import InSwedish, by_name, swedish
from people.organisations.models import Organisation, Team, Unit
from people.persons.models import Person
from people.persons.names import clean_name, mixes_scripts
from tests.conftest import employ, organisation

SORTED = ["anna", "Emil", "Émile", "O'Brien", "Wera", "Zeta", "Åsa", "Ärla", "Östen"]
WHOLE = ["Null", "O'Brien", "Åsa-Märta af Ögren", "Å", "Ö" * 200, "Madonna"]


def test_a_swedish_index_ends_with_its_own_letters():
    assert sorted({*SORTED}, key=swedish) == SORTED


@pytest.mark.django_db
def test_people_are_listed_in_swedish_order():
    for number, name in enumerate(reversed(SORTED)):
        employ(f"{number}@sjovalla.example", name, None)
    assert [one.name for one in Person.objects.order_by(by_name())] == SORTED


def test_places_teams_and_topics_are_listed_in_swedish_order(sjovalla):
    for number, name in enumerate(reversed(SORTED)):
        Unit.objects.create(organisation=sjovalla, name=name)
        Team.objects.create(organisation=sjovalla, name=name)
        Topic.objects.create(name=name, slug=str(number))
        organisation(name, f"o-{number}", "municipality", "municipality")
    assert [one.name for one in Organisation.objects.exclude(pk=sjovalla.pk)] == SORTED
    for kind in (Unit, Team, Topic):
        assert [one.name for one in kind.objects.all()] == SORTED, kind
        assert kind.objects.last().name == "Östen"


def test_postgresql_is_asked_for_its_swedish_order(sjovalla):
    asked = Unit.objects.order_by(by_name()).query.get_compiler(connection=connection)
    sql, _none = InSwedish(Value("x", CharField())).as_postgresql(asked, connection)
    assert sql == '(%s COLLATE "sv-x-icu")'


@pytest.mark.parametrize("name", WHOLE)
def test_a_name_is_kept_whole_and_shown(name, administrator, digital, sign_in):
    employ("hen@sjovalla.example", name, digital)
    shown = sign_in(administrator).get("/organisation/sjovalla/medarbetare/")
    assert Person.objects.get(email="hen@sjovalla.example").name == name
    assert name in shown.content.decode().replace("&#x27;", "'")


def test_invisible_signs_leave_a_name_and_piled_marks_are_composed():
    assert clean_name("\u202eanna\u202c\u200b Be\u0301rg\u2066") == "anna Bérg"


@pytest.mark.parametrize(
    ("name", "mixed"),
    [("Аnna Berg", True), ("Anna Bεrg", True), ("Анна Берг", False), ("Åsa O'Brien 李", False)],
)
def test_letters_of_several_alphabets_are_told_to_staff(
    name, mixed, administrator, digital, sign_in
):
    employ("hen@sjovalla.example", name, digital)
    shown = sign_in(administrator).get("/organisation/sjovalla/medarbetare/")
    assert mixes_scripts(name) is mixed
    assert ("flera alfabet" in shown.content.decode()) is mixed


@pytest.mark.django_db
def test_two_ways_of_typing_an_accent_make_one_topic_and_one_account():
    apart = unicodedata.normalize("NFD", "Idé")
    assert topics.split(f"Idé, {apart}") == ["Idé"]
    assert Topic.objects.called(apart.upper()) == Topic.objects.called("idé")
    employ("idé@sjovalla.example", "Ida", None)
    assert Person.objects.get_by_natural_key(apart + "@sjovalla.example").name == "Ida"
