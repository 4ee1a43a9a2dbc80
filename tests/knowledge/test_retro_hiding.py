"""A rude card is put away from everybody, and nobody learns who wrote it."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.articles.drafts import Draft
from knowledge.retrospectives import closing, gathering, hiding, opening, writing
from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.proposals import lessons
from people.audit import AuditEvent
from people.persons.models import Person

RUDE, KIND = "Chefen är en idiot", "Vi hjälptes åt"


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


@pytest.fixture
def shown(board, amina):
    """Five cards without names under one theme, shown; one of them is rude."""
    texts = (RUDE, KIND, "Ett", "Två", "Tre")
    for one, text in zip(board.team.members.order_by("pk"), texts, strict=True):
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        writing.write_card(board=board, by=person, column="learned", text=text, ticket=ticket)
    writing.reveal(board=board, by=amina)
    gathering.gather(board=board, by=amina, cards=list(Card.objects.all()), label="Chefer")
    board.refresh_from_db()
    return board


@pytest.fixture
def rude(shown):
    return Card.objects.get(text=RUDE)


def test_one_button_hides_it_from_all_and_another_puts_it_back(shown, rude, amina, jonas, sign_in):
    before = sign_in(amina).get(page(shown)).content.decode()
    assert f'name="hide" value="{rude.key}"' in before
    sign_in(amina).post(page(shown, "lapp/gom/"), {"hide": rude.key})
    for person in (amina, jonas):
        text = sign_in(person).get(page(shown)).content.decode()
        assert RUDE not in text and KIND in text
        assert "1 gömd lapp" in text
    sign_in(jonas).post(page(shown, "lapp/gom/"), {"show": rude.key})
    assert RUDE in sign_in(amina).get(page(shown)).content.decode()


@pytest.mark.parametrize("step", ["follow", "write", "group", "vote", "talk"])
def test_it_is_on_no_step(step, shown, rude, amina, sign_in):
    hiding.hide_card(board=shown, by=amina, card=rude, hidden=True)
    Retrospective.objects.update(step=step)
    text = sign_in(amina).get(page(shown)).content.decode()
    assert RUDE not in text
    assert f'name="show" value="{rude.key}"' in text


def test_it_goes_into_no_draft_theme_or_outcome(shown, rude, amina, sign_in):
    hiding.hide_card(board=shown, by=amina, card=rude, hidden=True)
    lessons.propose_lesson(theme=Theme.objects.get(), by=amina)
    draft = Draft.objects.get()
    assert KIND in draft.what_we_learned and RUDE not in draft.what_we_learned
    browser = sign_in(amina)
    browser.post(page(shown, "samla/"), {"cards": [str(rude.key)], "label": "Annat"})
    assert [theme.label for theme in Theme.objects.all()] == ["Chefer"]
    assert browser.post(page(shown, "lapp/rosta/"), {"card": rude.key}).status_code == 404
    for rest in ("punkt/", "publicera/"):
        assert RUDE not in browser.get(page(shown, rest)).content.decode()


def test_it_is_counted_and_erased_with_the_others(shown, rude, amina):
    hiding.hide_card(board=shown, by=amina, card=rude, hidden=True)
    closing.set_full_stop(board=shown, by=amina)
    assert Retrospective.objects.get().card_count == 5
    assert not Card.objects.exists()


def test_taken_out_again_it_has_its_theme_and_votes(shown, rude, amina):
    gathering.vote_for_card(board=shown, by=amina, card=rude)
    for hidden in (True, False):
        hiding.hide_card(board=shown, by=amina, card=rude, hidden=hidden)
    rude.refresh_from_db()
    assert (rude.theme.label, rude.votes, rude.author) == ("Chefer", 1, None)


def test_hiding_twice_is_hiding_once(shown, rude, amina, jonas, sign_in):
    for person in (amina, jonas):
        sign_in(person).post(page(shown, "lapp/gom/"), {"hide": rude.key})
    rude.refresh_from_db()
    assert rude.is_hidden


def test_nothing_says_who_hid_it_or_which(shown, rude, amina):
    events = AuditEvent.objects.count()
    hiding.hide_card(board=shown, by=amina, card=rude, hidden=True)
    assert AuditEvent.objects.count() == events


def test_nothing_is_hidden_before_the_cards_are_shown(named, amina):
    writing.write_card(board=named, by=amina, column="learned", text=RUDE, named=True)
    with pytest.raises(ValidationError, match="Visa lapparna först"):
        hiding.hide_card(board=named, by=amina, card=Card.objects.get(), hidden=True)


@pytest.mark.parametrize("key", ["", "gissad", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"])
def test_a_guessed_key_is_not_found(key, shown, amina, sign_in):
    assert sign_in(amina).post(page(shown, "lapp/gom/"), {"hide": key}).status_code == 404
