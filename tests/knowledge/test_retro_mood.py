"""How the week has been is five numbers. Nobody can find out who gave which answer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.retrospectives import anonymity, closing, membership, mood, opening, writing
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Attendance, Retrospective
from people.organisations.models import Employment, TeamChange
from people.persons.models import Person

LONG_AGO = date(2025, 1, 31)
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
    assert "Svaren visas inte. Det behövs minst fem" in text
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
    assert Marks.objects.of(board).moods == [0, 1, 0, 0, 0]


@pytest.mark.parametrize("ticket", ["", "påhittad", "other"])
def test_without_a_ticket_of_the_board_nothing_is_counted(ticket, board, amina):
    if ticket == "other":
        ticket = anonymity.new_ticket(Retrospective(pk=board.pk + 1))
    with pytest.raises(ValidationError, match="samma webbläsare"):
        mood.answer(board=board, by=amina, mood="good", ticket=ticket)
    assert Marks.objects.of(board).moods == []


def test_an_answer_touches_the_marks_alone_and_names_nobody(board, amina):
    Marks.objects.of(board).save()
    ticket = opening.attend(board=board, by=amina)
    before = list(Attendance.objects.values())
    with CaptureQueriesContext(connection) as done:
        mood.answer(board=board, by=amina, mood="heavy", ticket=ticket)
    writes = [one["sql"] for one in done if one["sql"].split()[0] in ("UPDATE", "INSERT")]
    assert len(writes) == 2
    assert writes[0].startswith('UPDATE "knowledge_retrospective" SET "changes"')
    assert writes[1].startswith('UPDATE "knowledge_marks" SET ')
    assert list(Attendance.objects.values()) == before


def test_the_marks_do_not_tie_the_answer_to_a_card(board, amina):
    ticket = opening.attend(board=board, by=amina)
    writing.write_card(board=board, by=amina, column="learned", text="Lapp", ticket=ticket)
    mood.answer(board=board, by=amina, mood="good", ticket=ticket)
    marks = Marks.objects.of(board)
    assert len(marks.spent) == len(marks.mood_marks) == 1
    assert marks.spent != marks.mood_marks


def test_the_order_of_answers_is_not_kept(named):
    answered(named)
    marks = Marks.objects.of(named)
    assert marks.mood_marks == sorted(marks.mood_marks)
    assert marks.moods == [1, 2, 1, 1, 0]


def test_answers_end_when_the_cards_are_shown(named, amina):
    answered(named, ANSWERS[1:])
    late = next(one for one in members(named) if not named.attendances.filter(person=one).exists())
    ticket = opening.attend(board=named, by=late)
    writing.reveal(board=named, by=amina)
    with pytest.raises(ValidationError, match="redan räknade"):
        mood.answer(board=named, by=late, mood="good", ticket=ticket)
    marks = Marks.objects.of(named)
    assert (marks.mood_marks, marks.moods) == ([], [])


def test_the_full_stop_erases_the_answers(named, amina):
    answered(named)
    closing.set_full_stop(board=named, by=amina)
    assert not Marks.objects.exists()


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


def next_week(board, by):
    """The week is over, its numbers seen, and the next board is open."""
    answered(board)
    writing.reveal(board=board, by=by)
    assert mood.counted(Retrospective.objects.get(pk=board.pk))
    closing.set_full_stop(board=board, by=by)
    Retrospective.objects.update(year=2020)
    return opening.open_board(team=board.team, by=by, anonymous=False)


def test_the_same_people_see_the_numbers_each_week(named, amina):
    board = next_week(named, amina)
    answered(board)
    writing.reveal(board=board, by=amina)
    assert len(mood.counted(Retrospective.objects.get(pk=board.pk))) == 5


@pytest.mark.parametrize("change", ["came", "left", "came and left"])
def test_what_a_newcomer_or_a_leaver_answered_cannot_be_subtracted(change, named, amina, nils):
    membership.add_colleague(team=named.team, by=amina, colleague=nils)
    TeamChange.objects.all().delete()  # he was in it all along
    board = next_week(named, amina)
    jonas = Person.objects.get(name="Jonas Ek")
    if "left" in change:
        membership.leave(team=board.team, by=jonas)
    if "came" in change:
        membership.leave(team=board.team, by=nils)
        membership.add_colleague(team=board.team, by=amina, colleague=nils)
    answered(board)
    writing.reveal(board=board, by=amina)
    board.refresh_from_db()
    assert mood.counted(board) == []
    assert Marks.objects.of(board).moods == []


def test_a_team_that_changed_before_its_first_board_sees_its_numbers(named, amina, nils):
    membership.add_colleague(team=named.team, by=amina, colleague=nils)
    answered(named)
    writing.reveal(board=named, by=amina)
    assert len(mood.counted(Retrospective.objects.get(pk=named.pk))) == 5


def shuts_off(person):
    Person.objects.filter(pk=person.pk).update(is_active=False)


def stops_working(person):
    Employment.objects.filter(person=person).update(until=LONG_AGO)


@pytest.mark.parametrize("end", [shuts_off, stops_working], ids=lambda end: end.__name__)
def test_who_is_gone_without_having_left_cannot_be_subtracted_either(end, named, amina, nils):
    membership.add_colleague(team=named.team, by=amina, colleague=nils)
    TeamChange.objects.all().delete()  # he was in it all along
    board = next_week(named, amina)
    end(nils)
    answered(board)
    writing.reveal(board=board, by=amina)
    assert mood.counted(Retrospective.objects.get(pk=board.pk)) == []
