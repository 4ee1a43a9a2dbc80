"""What could not be kept is given back in full, and sent again it lands where the page says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import closing, columns, follow_up, gathering, opening, writing
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.formats import Columns
from knowledge.retrospectives.models import Action, Retrospective
from people.persons.models import Person

TEXT = "Hissen & larmet <stod> stilla"
SHOWN = "Hissen &amp; larmet &lt;stod&gt; stilla"
FIRST, SWAPPED = ["Sluta med", "Fortsätt med"], ["Fortsätt med", "Sluta med"]


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def form_of(browser, board):
    """What the page sends with a card besides its text."""
    bound = browser.get(page(board)).context["card_form"]
    return {name: str(value) for name, value in bound.initial.items() if value}


def shown_meanwhile(board, by):
    for one in board.team.members.all():
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        writing.write_card(board=board, by=person, column="learned", text="a", ticket=ticket)
    writing.reveal(board=board, by=by)


def sent_again(browser, board, answer, column):
    """As a browser does it, with what stands on the page that came back."""
    form = answer.context["card_form"]
    again = {name: form[name].value() for name in ("text", "key", "columns", "named")}
    sent = {name: value for name, value in again.items() if value}
    return browser.post(page(board, "lapp/"), sent | {"column": column})


def test_a_card_that_the_showing_overtook_is_given_back_with_a_form(board, amina, jonas, sign_in):
    browser = sign_in(amina)
    sent = form_of(browser, board) | {"text": TEXT, "column": "learned"}
    shown_meanwhile(board, jonas)
    answer = browser.post(page(board, "lapp/"), sent)
    told = answer.content.decode()
    assert answer.status_code == 422
    for part in (SHOWN, "Skickar du igen får lappen ditt namn", "<textarea", 'value="learned"'):
        assert part in told
    assert "data-live" not in told, "nothing on it loads it anew, which would send the form again"
    assert not Card.objects.filter(text=TEXT).exists()
    sent_again(browser, board, answer, "learned")
    assert Card.objects.get(text=TEXT).author == amina


def test_a_card_too_long_for_a_board_that_has_gone_on_is_given_back(named, amina, sign_in):
    writing.reveal(board=named, by=amina)
    data = {"text": TEXT * 30, "column": "learned", "named": "on"}
    answer = sign_in(amina).post(page(named, "lapp/"), data)
    assert answer.status_code == 422
    assert SHOWN * 30 in answer.content.decode()


@pytest.mark.parametrize("step", ["group", "vote", "talk"])
def test_an_action_with_a_fault_comes_back_wherever_the_team_is(step, named, amina, sign_in):
    writing.reveal(board=named, by=amina)
    gathering.go_to_step(board=named, by=amina, step=step)
    answer = sign_in(amina).post(page(named, "atgard/"), {"text": TEXT, "owner": amina.pk})
    assert answer.status_code == 422
    assert SHOWN in answer.content.decode()


@pytest.mark.parametrize("why", ["too many", "stopped"])
def test_an_action_that_is_refused_comes_back_too(why, named, amina, sign_in):
    writing.reveal(board=named, by=amina)
    for number in range(3):
        Action.objects.create(
            team=named.team, retrospective=named, text=f"{number}", owner=amina, due_on="2099-01-01"
        )
    if why == "stopped":
        closing.set_full_stop(board=named, by=amina)
    day = timezone.localdate().isoformat()
    sent = {"text": TEXT, "owner": amina.pk, "due_on": day}
    answer = sign_in(amina).post(page(named, "atgard/"), sent)
    assert answer.status_code == 422
    assert SHOWN in answer.content.decode()


def own(team, by, names):
    return opening.open_board(team=team, by=by, anonymous=True, columns=Columns("own", names))


def test_columns_swapped_while_one_writes_give_the_card_back(team, amina, jonas, sign_in):
    board, browser = own(team, jonas, FIRST), sign_in(amina)
    browser.post(page(board, "med/"))
    sent = form_of(browser, board) | {"text": TEXT, "column": "own_1"}
    columns.choose_columns(board=board, by=jonas, columns=Columns("own", SWAPPED))
    answer = browser.post(page(board, "lapp/"), sent)
    assert "Kolumnerna byttes medan du skrev" in answer.content.decode()
    assert SHOWN in answer.content.decode() and not Slot.objects.exclude(text="").exists()
    sent_again(browser, board, answer, "own_2")
    assert Slot.objects.get(text=TEXT).column == "own_2"


@pytest.mark.parametrize("names", [SWAPPED, ["Sluta med", "Börja med"], [*FIRST, "Larm"]])
def test_the_page_is_old_when_a_column_is_another(names, team, amina):
    board = own(team, amina, FIRST)
    before = BoardSeen(board).frame
    columns.choose_columns(board=board, by=amina, columns=Columns("own", names))
    assert BoardSeen(Retrospective.objects.get()).frame != before
    columns.choose_columns(board=board, by=amina, columns=Columns("own", FIRST))
    assert BoardSeen(Retrospective.objects.get()).frame == before


def test_a_button_on_an_old_page_takes_nobody_back(named, amina, jonas, sign_in):
    writing.reveal(board=named, by=amina)
    browser = sign_in(amina)
    assert 'name="at" value="group"' in browser.get(page(named)).content.decode()
    gathering.go_to_step(board=named, by=jonas, step="talk")
    browser.post(page(named, "steg/"), {"step": "vote", "at": "group"})
    assert Retrospective.objects.get().step == "talk"
    browser.post(page(named, "steg/"), {"step": "vote", "at": "talk"})
    assert Retrospective.objects.get().step == "vote"


def test_many_keys_are_one_question(board, amina, sign_in, django_assert_max_num_queries):
    keys = [
        writing.write_card(board=board, by=amina, column="learned", text=f"Lapp {number}")
        for number in range(3)
    ]
    browser = sign_in(amina)
    with django_assert_max_num_queries(9):
        found = browser.post(page(board, "mina-lappar/"), {"key": [*keys, *map(str, range(900))]})
    told = found.content.decode()
    places = [told.index(f'data-key="{key}"') for key in keys]
    assert places == sorted(places)


@pytest.mark.parametrize("address, column", [("lapp/", "learned"), ("atgard/", "")])
def test_nothing_written_is_not_said_to_be_kept(board, amina, sign_in, address, column):
    browser = sign_in(amina)
    sent = form_of(browser, board) if column else {}
    answer = browser.post(page(board, address), sent | {"text": "", "column": column})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Det är inte skickat" in told
    assert "Det du skrev finns kvar" not in told


def unshown(board, person):
    """One's own card that lies on the board, and where it is changed."""
    key = writing.write_card(board=board, by=person, column="learned", text="Först")
    return {"key": key, "text": TEXT}


def test_a_changed_card_that_the_showing_overtook_is_given_back(board, amina, jonas, sign_in):
    change = unshown(board, amina)
    shown_meanwhile(board, jonas)
    answer = sign_in(amina).post(page(board, "lapp/andra/"), change)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert SHOWN in told and "Lappen går inte att ändra längre" in told
    assert Card.objects.filter(text="Först").exists()


def test_a_changed_card_that_the_full_stop_overtook_is_given_back(board, amina, jonas, sign_in):
    change = unshown(board, amina)
    closing.set_full_stop(board=board, by=jonas)
    answer = sign_in(amina).post(page(board, "lapp/andra/"), change)
    assert answer.status_code == 409
    assert SHOWN in answer.content.decode()


@pytest.mark.parametrize("address", ["lapp/", "lapp/andra/"])
def test_a_card_of_a_board_that_is_long_over_is_given_back(board, amina, karin, sign_in, address):
    """A page left open over the weekend, before the next board is there."""
    change = unshown(board, amina)
    sent = change if address.endswith("andra/") else change | {"column": "learned"}
    closing.set_full_stop(board=board, by=amina)
    Retrospective.objects.update(week=board.week - 1, closed_on=board.monday - timedelta(days=7))
    answer = sign_in(amina).post(page(board, address), sent)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert SHOWN in told and "Ingen tavla är öppen" in told
    assert sign_in(karin).post(page(board, address), sent).status_code == 404


def test_an_action_reworded_with_a_past_day_comes_back(named, amina, sign_in):
    action = kept(named, amina)
    sent = {"text": TEXT, "owner": amina.pk, "due_on": "2020-01-01", "seen": "open"}
    answer = sign_in(amina).post(page(named, f"atgard/{action.pk}/andra/"), sent)
    assert answer.status_code == 422
    for part in (SHOWN, 'value="2020-01-01"', "Välj en dag som inte har varit", "selected"):
        assert part in answer.text


def test_a_reason_that_is_too_long_comes_back(named, amina, sign_in):
    action, reason = kept(named, amina), "å" * 201
    sent = {"state": "stuck", "reason": reason, "back": "board"}
    answer = sign_in(amina).post(page(named, f"atgard/{action.pk}/"), sent)
    assert answer.status_code == 422
    assert reason in answer.text and 'value="stuck" selected' in answer.text
    assert 'name="back" value="board"' in answer.text


def test_a_form_that_comes_back_hides_the_names_that_the_page_hides(named, amina, nils, sign_in):
    action = kept(named, amina)
    nils.protected_identity = True
    nils.save()
    named.team.memberships.create(person=nils)
    answer = sign_in(amina).post(page(named, f"atgard/{action.pk}/andra/"), {"text": TEXT})
    assert "en medarbetare" in answer.text and "Nils" not in answer.text


def test_columns_with_a_fault_come_back(team, amina, sign_in):
    board, browser = own(team, amina, FIRST), sign_in(amina)
    sent = {"format": "own", "own_1": "Larm & <lås>", "own_2": "larm & <lås>", "own_3": "Nycklar"}
    answer = browser.post(page(board, "kolumner/"), sent)
    assert answer.status_code == 422
    for part in ("heter likadant", "Larm &amp; &lt;lås&gt;", 'value="Nycklar"'):
        assert part in answer.text


def kept(board, owner):
    facts = {"team": board.team, "retrospective": board, "due_on": "2099-01-01"}
    return Action.objects.create(text="Ring", owner=owner, **facts)


def test_a_choice_without_words_is_not_said_to_be_written(shown, amina, sign_in):
    due = timezone.localdate()
    one = follow_up.add_action(board=shown, by=amina, text="Ring", owner=amina, due_on=due)
    answer = sign_in(amina).post(page(shown, f"atgard/{one.pk}/"), {"state": "stuck"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv vad det fastnade på" in told
    assert "Det du skrev finns kvar" not in told
