"""Two who press at the very same time: once is once, and no card is lost or gets a name."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from knowledge.retrospectives import anonymity, closing, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective
from people.audit import AuditEvent
from people.persons.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = "refused"


def at_once(*acts):
    """What each act gives, in order; or the sentence that it was refused with."""
    ready = Barrier(len(acts))

    def run(act):
        ready.wait(timeout=20)
        try:
            return act()
        except ValidationError as refusal:
            return REFUSED, refusal.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def people_of(board):
    return [Person.objects.get(pk=one.pk) for one in board.team.people.order_by("pk")]


def writes(board, person, text, key="", ticket=""):
    said = {"column": "learned", "text": text, "key": key, "ticket": ticket}
    return lambda: writing.write_card(board=board, by=person, **said)


def waiting():
    return sorted(Slot.objects.exclude(text="").values_list("text", flat=True))


@pytest.fixture
def written(board):
    """Five cards from five people, not shown yet."""
    for number, person in enumerate(people_of(board)):
        ticket = opening.attend(board=board, by=person)
        writes(board, person, f"Lapp {number}", ticket=ticket)()
    return board


def test_five_cards_at_once_are_five_and_all_are_counted(board):
    found = [(one, opening.attend(board=board, by=one)) for one in people_of(board)]
    at_once(*(writes(board, one, f"Lapp {one.pk}", ticket=ticket) for one, ticket in found))
    assert waiting() == sorted(f"Lapp {one.pk}" for one, _ticket in found)
    assert len(Marks.objects.of(board).spent) == 5


def test_one_card_sent_twice_at_once_is_one(board, amina):
    key = anonymity.new_key()
    assert at_once(*[writes(board, amina, "En", key=key)] * 2) == [key, key]
    assert waiting() == ["En"]


def test_two_who_want_the_last_place_get_one_place(board, amina, jonas):
    for number in range(anonymity.MOST - 1):
        writes(board, amina, f"Lapp {number}")()
    answers = at_once(writes(board, amina, "Hennes"), writes(board, jonas, "Hans"))
    assert [one for one in answers if one[0] == REFUSED] == [
        (REFUSED, "Tavlan rymmer inte fler lappar.")
    ]
    assert len(waiting()) == anonymity.MOST


def test_two_facilitators_who_show_at_once_show_once(written, amina, jonas):
    at_once(*(lambda by=by: writing.reveal(board=written, by=by) for by in (amina, jonas)))
    assert sorted(card.text for card in Card.objects.all()) == [f"Lapp {n}" for n in range(5)]
    assert AuditEvent.objects.filter(verb="cards shown").count() == 1


def test_two_facilitators_who_go_on_at_once_go_one_step(written, amina, jonas, sign_in):
    writing.reveal(board=written, by=amina)
    browsers, where = [sign_in(amina), sign_in(jonas)], f"/fredag/{written.team_id}/steg/"
    answers = at_once(*(lambda one=one: one.post(where, {"step": "vote"}) for one in browsers))
    assert {answer.status_code for answer in answers} == {302}
    assert Retrospective.objects.get().step == "vote"


def test_one_who_goes_on_and_one_who_stops_at_once_lose_nothing(written, amina, jonas):
    writing.reveal(board=written, by=amina)
    at_once(
        lambda: gathering.go_to_step(board=written, by=amina, step="talk"),
        lambda: closing.set_full_stop(board=written, by=jonas),
    )
    board = Retrospective.objects.get()
    assert (board.step, board.card_count) == ("closed", 5)


def test_two_full_stops_at_once_are_one_and_keep_its_count(written, amina, jonas):
    stops = at_once(
        *(lambda by=by: closing.set_full_stop(board=written, by=by) for by in (amina, jonas))
    )
    refused = [one for one in stops if isinstance(one, tuple)]
    assert refused == [(REFUSED, "Ni har satt punkt. Tavlan är tom till måndag.")]
    assert Retrospective.objects.get().card_count == 5
    assert AuditEvent.objects.filter(verb="full stop").count() == 1


def test_a_card_written_while_the_others_are_shown_is_shown_or_given_back(written, amina, jonas):
    key, _none = at_once(
        writes(written, amina, "I sista stund"), lambda: writing.reveal(board=written, by=jonas)
    )
    shown = Card.objects.filter(text="I sista stund")
    if key[0] == REFUSED:
        assert "visades medan du skrev" in key[1] and not shown.exists()
    else:
        assert shown.get().author is None
    assert waiting() == [] and Card.objects.filter(author=None).count() >= 5


def test_a_card_written_while_another_sets_the_stop_is_erased_or_given_back(written, amina, jonas):
    key, _none = at_once(
        writes(written, amina, "För sent"),
        lambda: closing.set_full_stop(board=written, by=jonas),
    )
    given_back = key == (REFUSED, "Ni har satt punkt. Tavlan är tom till måndag.")
    assert Retrospective.objects.get().card_count == (5 if given_back else 6)
    assert (waiting(), Card.objects.count(), Marks.objects.count()) == ([], 0, 0)
