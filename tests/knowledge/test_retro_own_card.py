"""Whoever wrote a card with a name changes it or takes it back until the team sees it."""

import pytest

from knowledge.retrospectives import closing, writing
from knowledge.retrospectives.cards import Card

NUMBER = "811218" + "9876"


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


@pytest.fixture
def card(named, amina):
    writing.write_card(board=named, by=amina, column="learned", text="Larmet kom sent")
    return Card.objects.get()


@pytest.fixture
def where(card):
    return page(card.retrospective, f"lapp/{card.key}/")


def texts():
    return list(Card.objects.values_list("text", "column", "author__name"))


def test_the_writer_changes_it_by_a_link_and_a_form(named, where, amina, sign_in):
    browser = sign_in(amina)
    assert f'href="{where}"' in browser.get(page(named)).content.decode()
    assert "Larmet kom sent" in browser.get(where).content.decode()
    answer = browser.post(where, {"text": "Larmet kom i tid"}, follow=True)
    assert "Lappen är ändrad" in answer.content.decode()
    assert texts() == [("Larmet kom i tid", "learned", "Amina Berg")]


def test_an_empty_text_takes_it_back(where, amina, sign_in):
    answer = sign_in(amina).post(where, {"text": " "}, follow=True)
    assert "Lappen är borta" in answer.content.decode()
    assert texts() == []
    assert sign_in(amina).get(where).status_code == 404


@pytest.mark.parametrize("who", ["jonas", "karin", "administrator", "operator"])
def test_nobody_else_reads_or_changes_it(who, where, request, sign_in):
    browser = sign_in(request.getfixturevalue(who))
    for answer in (browser.get(where), browser.post(where, {"text": "Mitt"})):
        assert answer.status_code == 404
    assert texts() == [("Larmet kom sent", "learned", "Amina Berg")]


def test_once_shown_it_stays_and_the_new_text_is_given_back(named, where, amina, jonas, sign_in):
    writing.reveal(board=named, by=jonas)
    browser = sign_in(amina)
    assert "går inte att ändra längre" in browser.get(where, follow=True).content.decode()
    answer = browser.post(where, {"text": "Min nya text"})
    assert answer.status_code == 422
    for part in ("Lappen går inte att ändra längre", "Min nya text"):
        assert part in answer.content.decode()
    assert texts() == [("Larmet kom sent", "learned", "Amina Berg")]


def test_after_the_full_stop_the_text_is_given_back_too(named, where, amina, jonas, sign_in):
    closing.set_full_stop(board=named, by=jonas)
    answer = sign_in(amina).post(where, {"text": "Min nya text"})
    assert (answer.status_code, texts()) == (409, [])
    assert "Min nya text" in answer.content.decode()


def test_too_much_is_said_and_a_personal_number_taken_out(where, amina, sign_in):
    browser = sign_in(amina)
    assert browser.post(where, {"text": "å" * 501}).status_code == 422
    browser.post(where, {"text": f"Vi glömde {NUMBER}"})
    assert texts()[0][0] == "Vi glömde [personnummer borttaget]"


def test_who_is_signed_out_is_sent_to_sign_in(where, client):
    assert client.get(where).status_code == 302
