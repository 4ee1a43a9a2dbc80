"""What happens between one's page and one's click: nothing is spent, and all counts agree."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.retrospectives import (
    door,
    follow_up,
    gathering,
    hiding,
    membership,
    opening,
    writing,
)
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.live import drawing
from knowledge.retrospectives.models import Action, Attendance, Retrospective
from people.persons.models import Person


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


@pytest.fixture
def card(named, amina):
    """One, with a name, that the team has not seen yet."""
    writing.write_card(board=named, by=amina, column="learned", text="Larmet")
    return Card.objects.get()


@pytest.fixture
def shown(card, amina):
    writing.reveal(board=card.retrospective, by=amina)
    return card


def given(person):
    return sum(Attendance.objects.filter(person=person).values_list("votes_given", flat=True))


def test_a_vote_for_a_theme_that_is_gone_is_not_spent(named, shown, amina, jonas):
    gathering.gather(board=named, by=amina, cards=[shown], label="Larm")
    gone = Theme.objects.get()
    gathering.gather(board=named, by=amina, cards=[shown], label="Annat")
    with pytest.raises(ValidationError, match="Temat finns inte längre"):
        gathering.vote(board=named, by=jonas, theme=gone)
    assert given(jonas) == 0


def test_a_vote_for_a_card_hidden_meanwhile_is_not_spent(named, shown, amina, jonas):
    hiding.hide_card(board=named, by=amina, card=shown, hidden=True)
    with pytest.raises(ValidationError, match="Lappen är gömd"):
        gathering.vote_for_card(board=named, by=jonas, card=shown)
    assert (given(jonas), Card.objects.get().votes) == (0, 0)


def test_nobody_votes_for_a_card_before_it_is_shown(named, card, jonas, sign_in):
    answer = sign_in(jonas).post(page(named, "lapp/rosta/"), {"card": card.key}, follow=True)
    assert "Visa lapparna först" in answer.content.decode()
    assert (given(jonas), Card.objects.get().votes) == (0, 0)


def test_nobody_gathers_cards_before_they_are_shown(named, card, jonas, sign_in):
    sent = {"cards": [str(card.key)], "label": "Larm"}
    answer = sign_in(jonas).post(page(named, "samla/"), sent, follow=True)
    assert "Visa lapparna först" in answer.content.decode()
    assert (Card.objects.get().theme, Theme.objects.count()) == (None, 0)


def test_those_who_look_are_told_that_somebody_came_or_left(board, amina, nils):
    changes = [Retrospective.objects.get().changes]
    membership.add_colleague(team=board.team, by=amina, colleague=nils)
    changes.append(Retrospective.objects.get().changes)
    membership.leave(team=board.team, by=Person.objects.get(pk=nils.pk))
    changes.append(Retrospective.objects.get().changes)
    assert changes == [changes[0], changes[0] + 1, changes[0] + 2]


def test_who_has_left_is_not_counted_as_being_there(board, amina, sign_in):
    people = [Person.objects.get(pk=one.pk) for one in board.team.people]
    for person in people:
        opening.attend(board=board, by=person)
    membership.leave(team=board.team, by=next(one for one in people if one != amina))
    assert "4 av 4 är med" in sign_in(amina).get(page(board)).content.decode()
    found = door.board_to_draw(board.pk)
    assert (found.here, found.headcount, BoardSeen(board).here) == (4, 4, 4)
    told = drawing.draw(drawing.Shown(board.pk, "sv"), 1).event.decode()
    assert "4 av 4 är med" in told


def test_what_was_decided_long_ago_is_not_said_to_be_of_last_week(named, amina, sign_in):
    day = timezone.localdate()
    follow_up.add_action(board=named, by=amina, text="Ring", owner=amina, due_on=day)
    long_ago = Retrospective.objects.create(team=named.team, year=2020, week=5, step="closed")
    Action.objects.update(retrospective=long_ago)
    told = sign_in(amina).get(page(named)).content.decode()
    assert "Ni har bestämt en sak som inte är klar" in told and "Förra veckan" not in told
