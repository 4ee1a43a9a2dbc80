"""Thirty people, each with a browser, and a new team of them all for each run."""

from random import Random

from django.test import Client

from people.organisations.models import Employment, Team, Unit
from people.persons.models import Person
from tests.forensic.evening import Evening, nothing

MANY = 30


def browsers(unit: Unit) -> dict[int, Client]:
    return {person.pk: _browser(person) for person in map(_employed, [unit] * MANY, range(MANY))}


def _employed(unit: Unit, number: int) -> Person:
    email, name = f"anstalld{number:02d}@sjovalla.example", f"Person {number:02d}"
    person = Person.objects.create_user(email, "korrekt-häst-batteri", name=name)
    Employment.objects.create(person=person, unit=unit, title="Utvecklare", since="2024-01-01")
    return person


def _browser(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def evening(unit: Unit, people: dict[int, Client], run: int, planted=nothing, **more) -> Evening:
    team = Team.objects.create(organisation=unit.organisation, unit=unit, name=f"Lag {run}")
    team.members.set(people)
    return Evening(team=team, browsers=people, chance=Random(run), planted=planted, **more)
