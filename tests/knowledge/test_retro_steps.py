"""Steps can be skipped, turned round and taken again; nothing is lost on the way."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.retrospectives import closing, follow_up, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.steps import AFTER_REVEAL, ORDER, WRITING, Step, may_go, open_from

ALL = [step for step in ORDER if step != Step.CLOSED]


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def go(board, by, step):
    gathering.go_to_step(board=board, by=by, step=step)
    board.refresh_from_db()
    return board.step


def kept(board):
    """All that a team has made: cards, themes, votes, actions, who is in."""
    rows = (board.cards, board.themes, board.attendances, board.actions)
    return [sorted(str(row) for row in kind.values()) for kind in rows]


@pytest.fixture
def shown(named, amina, jonas):
    """A named board with three cards, one theme, a vote of each kind and an action."""
    for number, by in enumerate((amina, jonas, amina)):
        text = f"Lapp {number}"
        writing.write_card(board=named, by=by, column="learned", text=text, named=True)
    writing.reveal(board=named, by=amina)
    cards = list(named.cards.order_by("text"))
    gathering.gather(board=named, by=amina, cards=cards[:1], label="Larm")
    gathering.vote(board=named, by=amina, theme=Theme.objects.get())
    gathering.vote_for_card(board=named, by=jonas, card=cards[1])
    day = timezone.localdate()
    follow_up.add_action(board=named, by=amina, text="Ring", owner=amina, due_on=day)
    named.refresh_from_db()
    return named


@pytest.fixture
def promised(team, amina, time_machine):
    """Last week's action, and the board of this week."""
    last = opening.open_board(team=team, by=amina, anonymous=False)
    day = timezone.localdate() + timedelta(days=7)
    follow_up.add_action(board=last, by=amina, text="Ring", owner=amina, due_on=day)
    closing.set_full_stop(board=last, by=amina)
    time_machine.move_to(timezone.now() + timedelta(days=7))
    return opening.open_board(team=team, by=amina, anonymous=False)


def test_every_order_of_the_steps_can_be_taken_and_loses_nothing(shown, amina):
    before = kept(shown)
    for order in permutations(ALL):
        assert [go(shown, amina, step) for step in order] == list(order)
    assert kept(shown) == before


@pytest.mark.parametrize("here", ALL)
@pytest.mark.parametrize("there", ALL)
def test_before_the_cards_are_shown_only_the_steps_of_writing_are_open(here, there):
    assert may_go(here=here, there=there, revealed=False) == (there in WRITING)
    assert may_go(here=here, there=there, revealed=True)


def test_no_step_opens_or_closes_a_board():
    for step in ALL:
        assert not may_go(here=step, there=Step.CLOSED, revealed=True)
        assert not may_go(here=Step.CLOSED, there=step, revealed=True)
    assert open_from(Step.CLOSED, revealed=True) == []


@pytest.mark.parametrize("step", sorted(AFTER_REVEAL))
def test_the_cards_come_first(step, board, amina):
    with pytest.raises(ValidationError, match="Visa lapparna först"):
        go(board, amina, step)


@pytest.mark.parametrize("here", ALL)
def test_the_page_has_a_button_for_every_other_step(here, shown, amina, sign_in):
    go(shown, amina, here)
    seen = sign_in(amina).get(page(shown))
    assert seen.context["seen"].steps["open"] == [step for step in ALL if step != here]
    text = seen.content.decode()
    for step in ALL:
        assert (f'name="step" value="{step.value}"' in text) == (step != here)


def test_two_who_go_on_at_once_end_in_the_same_step(shown, amina, jonas, sign_in):
    for person in (amina, jonas):
        sign_in(person).post(page(shown, "steg/"), {"step": "vote"})
    shown.refresh_from_db()
    assert shown.step == "vote"


def test_a_late_click_on_showing_takes_nobody_back(shown, amina, jonas, sign_in):
    go(shown, amina, "talk")
    sign_in(jonas).post(page(shown, "visa/"))
    shown.refresh_from_db()
    assert (shown.step, shown.cards.count()) == ("talk", 3)


def test_votes_given_before_gathering_follow_the_card(shown, amina, sign_in):
    browser = sign_in(amina)
    card = Card.objects.get(text="Lapp 1")
    gathering.gather(board=shown, by=amina, cards=[card], label="Larm")
    gathering.go_to_step(board=shown, by=amina, step="vote")
    (theme,) = browser.get(page(shown)).context["seen"].themes
    assert theme.votes == 2
    gathering.gather(board=shown, by=amina, cards=[card], label="")
    seen = browser.get(page(shown)).context["seen"]
    assert [one.votes for one in seen.themes] == [1]
    assert [(one.text, one.votes) for one in seen.loose] == [("Lapp 1", 1), ("Lapp 2", 0)]


def test_a_team_votes_for_cards_by_a_button(shown, amina, sign_in):
    go(shown, amina, "vote")
    browser = sign_in(amina)
    key = str(Card.objects.get(text="Lapp 2").key)
    assert f'name="card" value="{key}"' in browser.get(page(shown)).content.decode()
    for _more_than_there_are in range(4):
        answer = browser.post(page(shown, "lapp/rosta/"), {"card": key}, follow=True)
    assert Card.objects.get(text="Lapp 2").votes == 2
    assert "Du har gett dina tre röster" in answer.content.decode()


def test_all_votes_are_counted_at_the_full_stop(shown, amina):
    closing.set_full_stop(board=shown, by=amina)
    assert Retrospective.objects.get().vote_count == 2


def test_a_card_that_is_not_shown_gets_no_vote(named, amina):
    writing.write_card(board=named, by=amina, column="learned", text="Min")
    with pytest.raises(ValidationError, match="Visa lapparna först"):
        gathering.vote_for_card(board=named, by=amina, card=Card.objects.get())


def test_last_weeks_actions_come_first(promised, amina, sign_in):
    assert promised.step == "follow"
    text = sign_in(amina).get(page(promised)).content.decode()
    assert text.index("Vad hände med det ni bestämde?") < text.index("Innan du skriver")
    for ending in ("Klart", "Inte längre viktigt", "Fastnade"):
        assert ending in text


def test_an_action_is_followed_up_on_the_board(promised, amina, sign_in):
    action, browser = Action.objects.get(), sign_in(amina)
    address = page(promised, f"atgard/{action.pk}/")
    stuck = browser.post(address, {"state": "stuck", "back": "board"}, follow=True)
    assert "Skriv vad det fastnade på" in stuck.content.decode()
    answer = browser.post(address, {"state": "done", "back": "board"})
    assert answer.url == page(promised)
    assert "Inget väntar sedan förra gången" in browser.get(page(promised)).content.decode()


def test_the_following_up_can_be_skipped_and_taken_later(promised, amina, sign_in):
    browser = sign_in(amina)
    for step in ("write", "follow"):
        browser.post(page(promised, "steg/"), {"step": step})
        promised.refresh_from_db()
        assert promised.step == step
    assert Action.objects.get().state == "open"


def test_one_can_write_while_others_follow_up(promised, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(promised, "med/"))
    assert 'name="text"' in browser.get(page(promised)).content.decode()


def test_a_team_without_actions_begins_with_writing(named):
    assert named.step == "write"
