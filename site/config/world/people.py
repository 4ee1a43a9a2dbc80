"""Organisations, units, teams and the people in them."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from config.world.reading import rows
from people.organisations.models import (
    Authority,
    Employment,
    Organisation,
    Role,
    Team,
    TeamMembership,
    Unit,
)
from people.persons.models import Person

PASSWORD = "fika-pa-fredag"
FACTS = ("slug", "name", "kind", "party", "county", "inhabitants", "employees")


def build_organisations() -> None:
    today = timezone.localdate()
    for row in rows("organisations"):
        facts = {name: row[name] for name in FACTS if name in row}
        connected = today - timedelta(days=400) if row.get("connected") else None
        organisation = Organisation.objects.create(
            **facts, name_en=row.get("name_en", ""), connected_on=connected
        )
        authorities = {
            name: Authority.objects.create(organisation=organisation, name=name)
            for name in row.get("authorities", [])
        }
        build_units(organisation, row, authorities)


def build_units(
    organisation: Organisation, row: dict[str, Any], authorities: dict[str, Authority]
) -> None:
    units: dict[str, Unit] = {}
    for unit in row.get("unit", []):
        units[unit["name"]] = Unit.objects.create(
            organisation=organisation,
            name=unit["name"],
            parent=units.get(unit.get("parent", "")),
            authority=authorities.get(unit.get("authority", "")),
        )
    for team in row.get("team", []):
        Team.objects.create(
            organisation=organisation,
            unit=units.get(team.get("unit", "")),
            name=team["name"],
            weekday=team["weekday"],
            meets_at=team["time"],
        )


def unit_named(organisation: str, name: str) -> Unit:
    return Unit.objects.get(organisation__slug=organisation, name=name)


def build_people() -> None:
    password = make_password(PASSWORD)
    people = {row["email"]: build_person(row, password) for row in rows("people")}
    for row in rows("people"):
        places = [row, row["second"]] if "second" in row else [row]
        for place in places if "organisation" in row else []:
            build_employment(people[row["email"]], place, people)
        for name in row.get("teams", []):
            team = Team.objects.get(organisation__slug=row["organisation"], name=name)
            TeamMembership.objects.create(team=team, person=people[row["email"]])


def build_person(row: dict[str, Any], password: str) -> Person:
    runs_it = row.get("operator", False)
    return Person.objects.create(
        email=row["email"],
        name=row["name"],
        password=password,
        language=row.get("language", "sv"),
        protected_identity=row.get("protected", False),
        is_staff=runs_it,
        is_superuser=runs_it,
    )


def build_employment(person: Person, place: dict[str, Any], people: dict[str, Person]) -> None:
    unit = unit_named(place["organisation"], place["unit"])
    Employment.objects.create(
        person=person,
        unit=unit,
        title=place["title"],
        share=place.get("share", 100),
        manager=people.get(place.get("manager", "")),
        since=timezone.localdate() - timedelta(days=700),
    )
    for kind in place.get("roles", []):
        Role.objects.create(
            person=person,
            organisation=unit.organisation,
            kind=kind,
            unit=unit if kind == Role.Kind.MANAGER else None,
        )
