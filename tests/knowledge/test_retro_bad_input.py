"""What comes wrong, twice, too late or from the wrong place gets a plain answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from knowledge.retrospectives import anonymity, closing, opening, writing
from knowledge.retrospectives.cards import MOST, Card, Slot
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Attendance, Retrospective
from knowledge.retrospectives.urls import urlpatterns
from people.organisations.models import TeamMembership
from people.persons.models import Person

DATA = {"text": "Driftstoppet i tisdags", "column": "went_wrong"}
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
ODD = [
    "🎉👍🏽 " + FAMILY + " 🇸🇪",
    "שלום עולם, كيف حالك",
    "fram \u202eoch tillbaka\u202c igen",
    "e\u0301\u0323" * 40,
    "𝕬" * 500,
]


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def laid():
    return list(Slot.objects.exclude(text="").values_list("text", flat=True))


def everybody_wrote(board):
    for one in board.team.members.all():
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        text = f"Lapp {person.pk}"
        writing.write_card(board=board, by=person, column="learned", text=text, ticket=ticket)


@pytest.mark.parametrize("kind", ["board", "named"])
def test_ten_thousand_characters_come_back_with_a_sentence(kind, request, amina, sign_in):
    board, text = request.getfixturevalue(kind), "å" * 10_000
    answer = sign_in(amina).post(page(board, "lapp/"), DATA | {"text": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "500" in answer.context["card_form"].errors["text"][0]
    assert (laid(), Card.objects.count()) == ([], 0)


@pytest.mark.parametrize("text", ODD)
def test_emoji_and_text_from_right_to_left_stay_as_they_are(text, named, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(named, "lapp/"), DATA | {"text": text, "named": "on"})
    assert Card.objects.get().text == text
    seen = browser.get(page(named)).content.decode()
    assert f'<span dir="auto">{text}</span>' in seen


@pytest.mark.parametrize("text", ODD)
def test_a_card_without_a_name_takes_them_too(text, board, amina, sign_in):
    sign_in(amina).post(page(board, "lapp/"), DATA | {"text": text})
    assert laid() == [text]


def test_one_card_more_than_the_board_holds_is_refused_and_given_back(board, amina, sign_in):
    for number in range(anonymity.MOST):
        writing.write_card(board=board, by=amina, column="learned", text=f"Lapp {number}")
    answer = sign_in(amina).post(page(board, "lapp/"), DATA)
    assert answer.status_code == 422
    for part in ("Tavlan rymmer inte fler lappar", DATA["text"]):
        assert part in answer.content.decode()
    assert len(laid()) == anonymity.MOST


def test_a_board_with_names_is_full_some_time_too(named, amina, jonas, sign_in):
    """Nobody buries a team's board under cards; the same one again is no new one."""
    cards = [Card(retrospective=named, author=jonas, text=f"{n}") for n in range(MOST - 1)]
    Card.objects.bulk_create(cards)
    browser, sent = sign_in(amina), DATA | {"named": "on"}
    assert browser.post(page(named, "lapp/"), sent).status_code == 302
    assert browser.post(page(named, "lapp/"), sent).status_code == 302
    answer = browser.post(page(named, "lapp/"), sent | {"text": "En till"})
    assert answer.status_code == 422
    for part in ("Tavlan rymmer inte fler lappar", "En till"):
        assert part in answer.content.decode()
    assert named.cards.count() == MOST


@pytest.mark.parametrize("kind", ["board", "named"])
def test_a_card_sent_twice_is_one(kind, request, amina, sign_in):
    board, browser = request.getfixturevalue(kind), sign_in(amina)
    sent = DATA | {"key": anonymity.new_key(), "named": "on"}
    for _twice in range(2):
        assert browser.post(page(board, "lapp/"), sent).status_code in (200, 302)
    assert len(laid()) + Card.objects.count() == 1


def test_coming_in_twice_gives_one_ticket(board, amina, sign_in):
    browser = sign_in(amina)
    first = browser.post(page(board, "med/"))
    again = browser.post(page(board, "med/"))
    assert [len(one.cookies) for one in (first, again)] == [1, 0]
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("rest", ["visa/", "punkt/"])
def test_two_who_show_or_stop_at_once_do_it_once(rest, board, amina, jonas, sign_in):
    everybody_wrote(board)
    for person in (amina, jonas):
        answer = sign_in(person).post(page(board, rest), follow=True)
        assert answer.status_code == 200
    board.refresh_from_db()
    left = [] if rest == "punkt/" else 5 * [None]
    assert [card.author for card in Card.objects.all()] == left
    assert not Slot.objects.exists()


def test_who_writes_while_the_others_stop_gets_the_text_back(board, amina, jonas, sign_in):
    browser = sign_in(amina)
    browser.post(page(board, "med/"))
    closing.set_full_stop(board=board, by=jonas)
    answer = browser.post(page(board, "lapp/"), DATA)
    assert answer.status_code == 409
    for part in ("Lappen är inte sparad", DATA["text"]):
        assert part in answer.content.decode()
    assert (laid(), Card.objects.count()) == ([], 0)


def test_a_stop_between_reading_and_writing_is_said_too(board, amina, jonas):
    closing.set_full_stop(board=Retrospective.objects.get(), by=jonas)
    with pytest.raises(ValidationError, match="Ni har satt punkt"):
        writing.write_card(board=board, by=amina, column="learned", text="Sent")
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    "rest", ["med/", "lapp/", "lapp/andra/", "mina-lappar/", "vecka/", "steg/"]
)
def test_who_left_the_team_is_told_that_there_is_nothing(rest, board, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(board, "med/"))
    key = writing.write_card(board=board, by=amina, column="learned", text="Min")
    TeamMembership.objects.filter(person=amina).delete()
    sent = DATA | {"key": key, "mood": "good", "step": "write"}
    assert browser.post(page(board, rest), sent).status_code == 404
    assert laid() == ["Min"]
    assert Marks.objects.of(board).moods == []


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "-1", "1e3"])
def test_a_guessed_board_is_not_found(number, board, karin, sign_in):
    assert sign_in(karin).get(f"/fredag/{number}/").status_code == 404


def addresses(place):
    return [str(one.pattern) for one in urlpatterns if place in str(one.pattern)]


@pytest.mark.parametrize("digits", [19, 30])
@pytest.mark.parametrize("place", ["<int:team>", "<int:pk>"])
def test_a_number_larger_than_any_is_not_found(place, digits, board, amina, sign_in):
    browser, answers = sign_in(amina), {}
    for pattern in addresses(place):
        huge = pattern.replace(place, "9" * digits).replace("<uuid:key>", str(uuid4()))
        where = huge.replace("<int:team>", str(board.team_id)).replace("<int:pk>", "1")
        for send in (browser.get, browser.post):
            answers[pattern, send.__name__] = send(f"/fredag/{where}").status_code
    assert {one: said for one, said in answers.items() if said not in (404, 405)} == {}


def test_a_board_that_is_there_looks_like_one_that_is_not(board, karin, sign_in):
    browser = sign_in(karin)
    there, not_there = (browser.get(f"/fredag/{pk}/") for pk in (board.team_id, 999_999))
    assert there.status_code == not_there.status_code == 404
    said = [answer.content.decode().split("<main")[1] for answer in (there, not_there)]
    assert said[0] == said[1]


def test_an_edit_key_sent_again_after_the_showing_opens_nothing(board, amina, sign_in):
    everybody_wrote(board)
    key = writing.write_card(board=board, by=amina, column="learned", text="Min")
    writing.reveal(board=board, by=amina)
    answer = sign_in(amina).post(page(board, "lapp/andra/"), {"key": key})
    assert answer.status_code == 404
    assert "Lappen går inte att ändra längre" in answer.content.decode()
    sign_in(amina).post(page(board, "lapp/andra/"), {"key": key, "text": "Ny"})
    assert Card.objects.filter(text="Min").exists()


def test_an_edit_key_of_a_card_taken_back_opens_nothing(board, amina, sign_in):
    key = writing.write_card(board=board, by=amina, column="learned", text="Min")
    writing.change_card(board=board, by=amina, key=key, text="")
    answer = sign_in(amina).post(
        page(board, "lapp/andra/"), {"key": key, "text": "Ny"}, follow=True
    )
    assert "Lappen går inte att ändra längre" in answer.content.decode()
    assert laid() == []


def test_a_key_used_again_with_another_text_changes_the_card_and_says_so(board, amina, sign_in):
    key = writing.write_card(board=board, by=amina, column="learned", text="Först")
    answer = sign_in(amina).post(page(board, "lapp/"), DATA | {"key": key})
    assert "Det är samma lapp som du skickade nyss" in answer.content.decode()
    (slot,) = Slot.objects.exclude(text="")
    assert (slot.text, slot.column) == (DATA["text"], DATA["column"])
    first = sign_in(amina).post(page(board, "lapp/"), DATA | {"key": anonymity.new_key()})
    assert "samma lapp" not in first.content.decode()


@pytest.mark.parametrize("key", ["", "gissad", "x" * 5_000])
def test_a_guessed_edit_key_opens_nothing(key, board, amina, sign_in):
    writing.write_card(board=board, by=amina, column="learned", text="Min")
    answer = sign_in(amina).post(
        page(board, "lapp/andra/"), {"key": key, "text": "Ny"}, follow=True
    )
    assert laid() == ["Min"]
    assert "Min" not in answer.content.decode().split("<main")[-1].replace("Mina", "")


def last_weeks(board):
    before = board.monday - timedelta(days=7)
    year, week, _day = before.isocalendar()
    Retrospective.objects.filter(pk=board.pk).update(year=year, week=week)
    return Retrospective.objects.get(pk=board.pk)


def test_the_full_stop_of_last_weeks_board_is_shown_like_any_other(board, amina, sign_in):
    board = last_weeks(board)
    answer = sign_in(amina).post(page(board, "punkt/"), follow=True)
    assert answer.status_code == 200
    assert "Punkt" in answer.content.decode()
    assert "Öppna" in sign_in(amina).get(page(board)).content.decode()


def test_a_card_too_late_for_last_weeks_board_is_given_back(board, amina, sign_in):
    board = last_weeks(board)
    closing.set_full_stop(board=board, by=amina)
    answer = sign_in(amina).post(page(board, "lapp/"), DATA)
    assert answer.status_code == 409
    assert DATA["text"] in answer.content.decode()
