"""One's ticket and one's keys stay in the browser, and are of no use to who sits down next."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client

from knowledge.retrospectives import anonymity, closing, opening, writing
from knowledge.retrospectives.cards import Slot
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective
from people.persons.models import Person

CARD = {"text": "Driftstoppet", "column": "went_wrong"}
NOT_COUNTED = "räknas inte när vi räknar hur många"


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


@pytest.fixture
def ward():
    """A computer that many use, one after the other."""
    return Client()


def tickets(browser):
    return {name: one for name, one in browser.cookies.items() if name.startswith("ticket")}


def come_in(browser, person, board):
    browser.force_login(person)
    return browser.post(page(board, "med/"))


def kept_under(browser, board):
    seat = browser.get(page(board)).context["seat"]
    return seat.store, seat.seal


def test_each_has_a_ticket_of_ones_own_and_both_are_counted(board, amina, jonas, ward):
    for person in (amina, jonas):
        come_in(ward, person, board)
        ward.post(page(board, "lapp/"), CARD | {"text": f"Av {person.pk}"})
    assert len(tickets(ward)) == 2
    assert len(Marks.objects.of(board).spent) == 2


def test_who_signs_in_again_is_still_counted_and_who_comes_next_is_not(board, amina, jonas, ward):
    come_in(ward, amina, board)
    opening.attend(board=board, by=jonas)  # on another computer
    ward.force_login(jonas)
    assert NOT_COUNTED in ward.get(page(board)).content.decode()
    ward.post("/konto/logga-ut/")
    ward.force_login(amina)
    assert NOT_COUNTED not in ward.get(page(board)).content.decode()
    ward.post(page(board, "lapp/"), CARD)
    assert len(Marks.objects.of(board).spent) == 1


def test_keys_are_kept_under_a_name_that_only_ones_own_sign_in_is_told(board, amina, jonas, ward):
    ward.force_login(amina)
    hers = kept_under(ward, board)
    ward.force_login(jonas)
    assert not set(hers) & set(kept_under(ward, board))
    ward.force_login(amina)
    assert kept_under(ward, board) == hers
    assert hers[0] != hers[1]


def test_what_the_browser_keeps_opens_no_card_without_ones_sign_in(board, amina, jonas, ward):
    ward.force_login(amina)
    kept, (_store, seal) = str(uuid4()), kept_under(ward, board)
    ward.post(page(board, "lapp/"), CARD | {"key": kept + seal})
    assert CARD["text"] in ward.post(page(board, "mina-lappar/"), {"key": kept + seal}).text
    ward.force_login(jonas)
    for key in (kept, kept + kept_under(ward, board)[1]):
        assert CARD["text"] not in ward.post(page(board, "mina-lappar/"), {"key": key}).text


def test_a_ticket_outlives_the_browser_as_long_as_the_board(board, amina, ward):
    come_in(ward, amina, board)
    (ticket,) = tickets(ward).values()
    assert ticket["max-age"] == 31 * 86_400
    assert ticket["httponly"] and ticket["samesite"] == "Strict"


@pytest.mark.parametrize("end", ["shown", "stopped"])
def test_tickets_go_when_they_are_no_use(end, named, amina, jonas, ward):
    for person in (amina, jonas):
        come_in(ward, person, named)
    if end == "shown":
        writing.reveal(board=named, by=amina)
    else:
        closing.set_full_stop(board=named, by=amina)
    seen = ward.get(page(named), follow=True).text
    assert f'data-board="{named.pk}" data-done' in seen and "js/board" in seen
    assert [one["max-age"] for one in tickets(ward).values()] == [0, 0]


def test_the_click_repeated_on_a_slow_line_gets_the_same_ticket(board, amina, ward):
    ward.force_login(amina)
    once = {"once": str(ward.get(page(board)).context["seat"].once)}
    first, again = (Client(), Client())
    for browser in (first, again):  # the first answer never arrives
        browser.force_login(amina)
        browser.post(page(board, "med/"), once)
    assert [one.value for one in tickets(first).values()] == [
        one.value for one in tickets(again).values()
    ]


def test_another_form_of_the_same_person_gets_no_second_ticket(board, amina):
    first, again = (opening.attend(board=board, by=amina, once=uuid4()) for _ in range(2))
    assert first and again == ""


def test_nothing_that_is_kept_ties_person_and_ticket(board, amina, jonas):
    once = uuid4()
    ticket = opening.attend(board=board, by=amina, once=once)
    opening.attend(board=board, by=jonas)
    marks = Marks.objects.of(board)
    assert marks.given == sorted(marks.given) and len(marks.given) == 2
    kept = " ".join([*marks.given, *map(str, board.attendances.values())])
    for told in (str(once), ticket, anonymity.mark_of(ticket, board)):
        assert told not in kept
    assert opening.attend(board=board, by=jonas, once=once) == ticket  # it knows no person


def test_what_gave_tickets_is_forgotten_when_the_cards_are_shown(board, amina):
    for one in board.team.members.all():
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        writing.write_card(board=board, by=person, ticket=ticket, **CARD)
    writing.reveal(board=board, by=amina)
    assert Marks.objects.of(board).given == [] and not Slot.objects.exists()
    board = Retrospective.objects.get()
    assert opening.attend(board=board, by=amina, once=uuid4()) == ""


def test_the_page_brings_another_number_each_time_and_nothing_stores_it(board, amina, ward):
    ward.force_login(amina)
    told = [re.search(r'name="once" value="([\w-]{36})"', ward.get(page(board)).text) for _ in "ab"]
    first, second = (one[1] for one in told)
    assert first != second
    ward.post(page(board, "med/"), {"once": first})
    for model in apps.get_models():
        assert first not in str(list(model._base_manager.values())), model
