"""Seats are never given twice. A file of its own: real transactions come last, in whole files."""

import threading

import pytest
from django.db import connection

from mobility.applications import actions, consents
from mobility.applications.models import Application
from mobility.opportunities.models import Opportunity
from people.organisations.models import Employment
from people.persons.models import Person

APPLICANTS, SEATS = 6, 3


@pytest.fixture
def offers(transactional_db, karin, lena, digital, post):
    """Six offers, all with consent, for three seats."""
    one, found = post(karin, seats=SEATS), []
    for number in range(APPLICANTS):
        person = Person.objects.create_user(f"p{number}@sjovalla.example", name=f"Person {number}")
        Employment.objects.create(person=person, unit=digital, title="Utvecklare", manager=lena)
        sent = actions.apply(opportunity=one, by=person, letter="Gärna", ask_manager=True)
        consents.answer(consent=sent.consent, by=lena, state="granted", share=40)
        actions.shortlist(application=sent, by=karin)
        found.append(actions.offer(application=sent, by=karin))
    return found


def test_all_who_accept_at_once_get_no_more_than_the_seats(offers):
    together, outcomes = threading.Barrier(APPLICANTS), []

    def accept(application):
        together.wait()
        try:
            actions.accept(application=application, by=application.person)
            outcomes.append("seat")
        except actions.SeatsTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[offer]) for offer in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["seat"] * SEATS + ["taken"] * (APPLICANTS - SEATS)
    assert Opportunity.objects.get().taken == SEATS
    assert Application.objects.filter(state="accepted").count() == SEATS
