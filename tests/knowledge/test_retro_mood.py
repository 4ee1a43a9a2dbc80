"""How the week has been is five numbers. Nobody can find out who gave which answer."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.retrospectives import anonymity, closing, mood, opening, writing
from knowledge.retrospectives.models import Attendance, Retrospective
from people.persons.models import Person

ANSWERS = ("good", "good", "heavy", "mixed", "very_good")


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def members(board):
    return [Person.objects.get(pk=one.pk) for one in board.team.members.order_by("pk")]


def answered(board, answers=ANSWERS):
    for person, chosen in zip(members(board), answers, strict=False):
        ticket = opening.attend(board=board, by=person)
        mood.answer(board=board, by=person, mood=chosen, ticket=ticket)


def shown(board, by, sign_in):
    writing.reveal(board=board, by=by)
    return sign_in(by).get(page(board)).content.decode()


def test_five_answers_are_shown_with_the_cards_and_not_before(named, amina, sign_in):
    answered(named)
    assert "Bra: 2" not in sign_in(amina).get(page(named)).content.decode()
    text = shown(named, amina, sign_in)
    for part in ("Mycket bra: 1", "Bra: 2", "Både och: 1", "Tung: 1", "Mycket tung: 0"):
        assert part in text


def test_four_answers_are_too_few(named, amina, sign_in):
    answered(named, ANSWERS[:4])
    text = shown(named, amina, sign_in)
    assert "För få svar för att visas" in text
    assert "Bra: 2" not in text


def test_one_answers_in_the_page_and_is_not_asked_again(named, amina, sign_in):
    browser = sign_in(amina)
    first = browser.post(page(named, "med/"), follow=True).content.decode()
    assert "Hur har din vecka varit?" in first and 'type="radio"' in first
    after = browser.post(page(named, "vecka/"), {"mood": "good"}, follow=True).content.decode()
    assert "Tack, ditt svar är räknat" in after
    assert "Hur har din vecka varit?" not in after


def test_nobody_is_counted_twice(board, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(board, "med/"))
    for chosen in ("good", "heavy"):
        answer = browser.post(page(board, "vecka/"), {"mood": chosen}, follow=True)
    assert "Du har redan svarat" in answer.content.decode()
    board.refresh_from_db()
    assert board.moods == [0, 1, 0, 0, 0]


@pytest.mark.parametrize("ticket", ["", "påhittad", "other"])
def test_without_a_ticket_of_the_board_nothing_is_counted(ticket, board, amina):
    if ticket == "other":
        ticket = anonymity.new_ticket(Retrospective(pk=board.pk + 1))
    with pytest.raises(ValidationError, match="samma webbläsare"):
        mood.answer(board=board, by=amina, mood="good", ticket=ticket)
    board.refresh_from_db()
    assert board.moods == []


def test_an_answer_touches_the_board_alone_and_names_nobody(board, amina):
    ticket = opening.attend(board=board, by=amina)
    before = list(Attendance.objects.values())
    with CaptureQueriesContext(connection) as done:
        mood.answer(board=board, by=amina, mood="heavy", ticket=ticket)
    writes = [one["sql"] for one in done if one["sql"].split()[0] in ("UPDATE", "INSERT")]
    assert len(writes) == 2
    assert writes[0].startswith('UPDATE "knowledge_retrospective" SET "changes"')
    assert writes[1].startswith('UPDATE "knowledge_retrospective" SET "moods"')
    assert list(Attendance.objects.values()) == before


def test_the_marks_do_not_tie_the_answer_to_a_card(board, amina):
    ticket = opening.attend(board=board, by=amina)
    writing.write_card(board=board, by=amina, column="learned", text="Lapp", ticket=ticket)
    mood.answer(board=board, by=amina, mood="good", ticket=ticket)
    board.refresh_from_db()
    assert len(board.spent) == len(board.mood_marks) == 1
    assert board.spent != board.mood_marks


def test_the_order_of_answers_is_not_kept(named):
    answered(named)
    named.refresh_from_db()
    assert named.mood_marks == sorted(named.mood_marks)
    assert named.moods == [1, 2, 1, 1, 0]


def test_answers_end_when_the_cards_are_shown(named, amina):
    answered(named, ANSWERS[1:])
    late = next(one for one in members(named) if not named.attendances.filter(person=one).exists())
    ticket = opening.attend(board=named, by=late)
    writing.reveal(board=named, by=amina)
    with pytest.raises(ValidationError, match="redan räknade"):
        mood.answer(board=named, by=late, mood="good", ticket=ticket)
    named.refresh_from_db()
    assert named.mood_marks == []


def test_the_full_stop_erases_the_answers(named, amina):
    answered(named)
    closing.set_full_stop(board=named, by=amina)
    named.refresh_from_db()
    assert (named.moods, named.mood_marks) == ([], [])


def test_an_answer_that_is_none_is_refused_in_words(named, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(named, "med/"))
    answer = browser.post(page(named, "vecka/"), follow=True)
    assert "Välj ett av svaren" in answer.content.decode()


def test_a_team_of_four_is_not_asked(named, amina, sign_in):
    named.team.memberships.exclude(person=amina).first().delete()
    text = sign_in(amina).post(page(named, "med/"), follow=True).content.decode()
    assert "Hur har din vecka varit?" not in text
    assert "Så har veckan varit" not in shown(named, amina, sign_in)
