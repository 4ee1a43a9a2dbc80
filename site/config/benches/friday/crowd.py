"""People on boards, signed in and seated; they are gone again afterwards."""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from knowledge.retrospectives import anonymity
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.models import Attendance, Retrospective
from knowledge.retrospectives.steps import Step
from knowledge.retrospectives.views.own import ticket_name
from people.organisations.models import Employment, Organisation, Team, TeamMembership, Unit
from people.persons.models import Person
from people.signin.store import BEGUN, DEVICE, SEEN, SessionStore

CARDS = 20  # on a board that votes
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NAME = "Fredag klockan två"


@dataclass(frozen=True)
class Visitor:
    """`card` is empty where one writes, else the card that one votes for."""

    board: int
    team: int
    cookie: str
    token: str
    card: str = ""


class Crowd(AbstractContextManager["Crowd"]):
    def __init__(self, boards: int, people: int) -> None:
        self.boards, self.size = boards, people
        self.people: list[Visitor] = []

    def __enter__(self) -> Crowd:
        self.leave()
        self.organisation = Organisation.objects.create(
            name=NAME, slug="fredag-klockan-tva", kind="municipality", connected_on=date(2020, 1, 1)
        )
        self.unit = Unit.objects.create(organisation=self.organisation, name=NAME)
        for number in range(self.boards):
            self.people += self.seated(number)
        with connection.cursor() as cursor:  # what a database does by itself within a minute
            cursor.execute("ANALYZE")
        return self

    def __exit__(self, *_fault: Any) -> None:
        self.leave()

    def leave(self) -> None:
        people = Person.objects.filter(employments__unit__organisation__name=NAME)
        keys = list(people.values_list("pk", flat=True))
        Team.objects.filter(organisation__name=NAME).delete()
        Employment.objects.filter(unit__organisation__name=NAME).delete()
        Unit.objects.filter(organisation__name=NAME).delete()
        Organisation.objects.filter(name=NAME).delete()
        Person.objects.filter(pk__in=keys).delete()

    def seated(self, number: int) -> list[Visitor]:
        team = Team.objects.create(organisation=self.organisation, name=f"Lag {number}")
        persons = Person.objects.bulk_create(
            Person(email=f"fredag-{number}-{seat}@bench.invalid", name=f"Person {number} {seat}")
            for seat in range(self.size)
        )
        Employment.objects.bulk_create(
            Employment(person=one, unit=self.unit, title="", since=date(2020, 1, 1))
            for one in persons
        )
        TeamMembership.objects.bulk_create(TeamMembership(team=team, person=one) for one in persons)
        board = self.board_of(team, votes=bool(number % 2))
        Attendance.objects.bulk_create(
            Attendance(retrospective=board, person=one) for one in persons
        )
        card = board.cards.first()
        key = str(card.key) if card else ""
        return [visitor(board, one, key) for one in persons]

    def board_of(self, team: Team, *, votes: bool) -> Retrospective:
        year, week, _day = timezone.localdate().isocalendar()
        step = Step.VOTE if votes else Step.WRITE
        board = Retrospective.objects.create(
            team=team, year=year, week=week, step=step, is_anonymous=True, is_revealed=votes
        )
        if votes:
            cards = (
                Card(retrospective=board, column="learned", text=f"Det vi lärde oss, {number}")
                for number in range(CARDS)
            )
            Card.objects.bulk_create(cards)
        else:
            anonymity.make_slots(board)
        return board


def visitor(board: Retrospective, person: Person, card: str) -> Visitor:
    store, now = SessionStore(), int(timezone.now().timestamp())
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[BEGUN], store[SEEN], store[DEVICE] = now, now, ("Firefox", "Linux")
    store.save()
    token = secrets.token_hex(16)
    cookies = {
        settings.SESSION_COOKIE_NAME: store.session_key,
        settings.CSRF_COOKIE_NAME: token,
        ticket_name(person, board.team_id): anonymity.new_ticket(board),
    }
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Visitor(board.pk, board.team_id, cookie, token, card)
