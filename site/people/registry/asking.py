"""A request to see what a team wrote in one week: asked, logged, answered.

A room says what there is by `register_finder`. Nobody's words come here: they are the team's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils.functional import Promise

from people.audit import AuditEvent, record
from people.notices.actions import tell
from people.once import first_time
from people.organisations.models import Organisation, Role, Team
from people.persons.models import Person
from people.persons.names import clean_name

ASKED = "records asked"


@dataclass(frozen=True)
class Week:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Found:
    """One kind of records, and how many where that may be said."""

    label: str | Promise
    number: int | None = None
    text: str | Promise = ""


@dataclass(frozen=True)
class Question:
    """What somebody has asked to see; `pk` is that of the event that says so."""

    pk: int
    team: Team
    week: Week


Finder = Callable[[Team, Week], list[Found]]
_finders: dict[str, Finder] = {}


def register_finder(name: str, finder: Finder) -> None:
    _finders[name] = finder


def found_in(team: Team, week: Week) -> list[Found]:
    return [one for finder in _finders.values() for one in finder(team, week)]


def must_register(by: Person, organisation: Organisation) -> None:
    if not by.has_role(Role.Kind.REGISTRAR, organisation):
        raise PermissionDenied("registrars only")


def teams_called(organisation: Organisation, name: str) -> list[Team]:
    """Only by the whole name: nobody leafs through the teams.

    Capitals do not matter, unless one of several teams is written just so.
    """
    name = clean_name(name)
    alike = [
        team
        for team in organisation.teams.all()
        if clean_name(team.name).casefold() == name.casefold()
    ]
    return [team for team in alike if clean_name(team.name) == name] or alike


@transaction.atomic
def ask(*, team: Team, by: Person, day: date) -> AuditEvent:
    """Log that it was asked about the team and the week of `day`, whatever there is."""
    must_register(by, team.organisation)
    week = Week.of(day)
    return record(ASKED, team, by=by, year=week.year, week=week.number)


def asked_by(person: Person) -> models.QuerySet[AuditEvent]:
    label = Team._meta.label_lower
    return AuditEvent.objects.filter(actor=person, verb=ASKED, subject=label)


def question_in(event: AuditEvent, organisation: Organisation) -> Question | None:
    """None when the team is gone, or another organisation's."""
    team = organisation.teams.filter(pk=event.subject_id).select_related("organisation").first()
    if team is None:
        return None
    week = Week(event.facts["year"], event.facts["week"])
    return Question(event.pk, team, week)


@transaction.atomic
def ask_team(*, question: Question, by: Person) -> bool:
    """Tell the members that somebody has asked; who they are the registrar is not told.

    False when nobody is in the team today, so that there is nobody to ask.
    """
    team, week = question.team, question.week
    must_register(by, team.organisation)
    members = list(team.people)
    if members and first_time("records asked", question.pk):
        record("team asked for records", team, by=by, year=week.year, week=week.number)
        url = reverse("knowledge:board", args=[team.pk])
        tell("records_asked", members, url=url, team=team.name, week=week.number, by=by.name)
    return bool(members)
