"""The team chooses the columns of its board; its next board has them too."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.articles.drafts import Draft
from knowledge.retrospectives import closing, columns, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.formats import COLUMNS, Columns, Format
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.proposals import lessons

OWN = {"format": "own", "own_1": "Vind", "own_2": "Motvind"}
WEEK = ["Gick bra", "Gick snett", "Lärde oss"]


def page(team, rest=""):
    return f"/fredag/{team.pk}/{rest}"


def columns_on(answer):
    return [column.label for column in answer.context["seen"].columns]


@pytest.mark.parametrize(
    ("chosen", "swedish", "english"),
    [
        ({"format": "week"}, WEEK, ["Went well", "Went wrong", "We learned"]),
        (
            {"format": "doing"},
            ["Börja", "Sluta", "Fortsätt"],
            ["Start", "Stop", "Continue"],
        ),
        ({"format": "moods"}, ["Arg", "Ledsen", "Glad"], ["Mad", "Sad", "Glad"]),
        (OWN, ["Vind", "Motvind"], ["Vind", "Motvind"]),
    ],
)
def test_a_board_has_the_columns_that_were_chosen(chosen, swedish, english, team, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(team, "oppna/"), {"names": "without", **chosen})
    assert columns_on(browser.get(page(team))) == swedish
    amina.language = "en"
    amina.save()
    assert columns_on(sign_in(amina).get(page(team))) == english


def test_a_card_knows_its_column_by_a_key_that_names_nobody(team, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(team, "oppna/"), {"names": "without", **OWN})
    browser.post(page(team, "med/"))
    browser.post(page(team, "lapp/"), {"text": "Allt gick", "column": "own_2"})
    assert Slot.objects.exclude(text="").get().column == "own_2"


def test_every_key_fits_its_place():
    keys = [key for columns in COLUMNS.values() for key in columns]
    assert len(keys) == len(set(keys)) == 9
    assert max(map(len, keys)) <= Card._meta.get_field("column").max_length


def test_the_next_board_has_the_same_columns(team, amina, sign_in, time_machine):
    own = Columns(Format.OWN, ["Vind", "Motvind"])
    first = opening.open_board(team=team, by=amina, anonymous=False, columns=own)
    closing.set_full_stop(board=first, by=amina)
    time_machine.move_to(timezone.now() + timedelta(days=7))
    form = sign_in(amina).get(page(team)).context["form"]
    assert (form["format"].value(), form["own_2"].value()) == ("own", "Motvind")
    again = opening.open_board(team=team, by=amina, anonymous=False)
    assert list(again.columns.values()) == ["Vind", "Motvind"]


def test_a_team_that_never_chose_gets_the_usual_three(named):
    assert list(named.columns.values()) == WEEK


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"format": "own"}, "minst två egna kolumner"),
        ({"format": "own", "own_1": "Vind", "own_2": "\u200b"}, "minst två egna kolumner"),
        ({"format": "own", "own_1": "Vind", "own_2": "vind"}, "heter likadant"),
        ({"format": "own", "own_1": "Vind", "own_2": "x" * 41}, "Kolumn 2"),
        ({"format": "okänt"}, "Vilka kolumner"),
    ],
)
def test_bad_columns_open_no_board_and_say_why(chosen, said, team, amina, sign_in):
    answer = sign_in(amina).post(page(team, "oppna/"), {"names": "without", **chosen})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Retrospective.objects.exists()


def test_a_personal_identity_number_is_taken_out_of_a_name(team, amina, sign_in):
    chosen = OWN | {"own_2": "19811218-9876"}
    sign_in(amina).post(page(team, "oppna/"), {"names": "with", **chosen})
    assert Retrospective.objects.get().own_columns == ["Vind", "[personnummer borttaget]"]


def test_columns_are_chosen_anew_until_the_first_card(board, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(board.team, "kolumner/"), OWN)
    assert columns_on(browser.get(page(board.team))) == ["Vind", "Motvind"]
    writing.write_card(board=board, by=amina, column="own_1", text="Medvind")
    answer = browser.post(page(board.team, "kolumner/"), {"format": "week"}, follow=True)
    assert "kolumnerna går inte att byta den här veckan" in answer.content.decode()
    assert columns_on(answer) == ["Vind", "Motvind"]
    assert "Byt kolumner" not in answer.content.decode()


def test_a_card_on_a_named_board_holds_the_columns_too(named, amina):
    writing.write_card(board=named, by=amina, column="learned", text="Lärdom")
    with pytest.raises(ValidationError, match="går inte att byta"):
        columns.choose_columns(board=named, by=amina, columns=Columns(Format.DOING))


def test_a_card_taken_back_lets_go_of_the_columns(board, amina):
    key = writing.write_card(board=board, by=amina, column="learned", text="Lärdom")
    writing.change_card(board=board, by=amina, key=key, text="")
    columns.choose_columns(board=board, by=amina, columns=Columns(Format.DOING))
    board.refresh_from_db()
    assert "stop" in board.columns


def test_who_wrote_while_the_columns_changed_keeps_the_text(board, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(board.team, "med/"))
    columns.choose_columns(board=board, by=amina, columns=Columns(Format.DOING))
    answer = browser.post(page(board.team, "lapp/"), {"text": "Mitt ord", "column": "learned"})
    assert answer.status_code == 422
    assert "Kolumnerna byttes medan du skrev" in answer.content.decode()
    assert "Mitt ord" in answer.content.decode()
    assert not Slot.objects.exclude(text="").exists()


def test_the_cards_of_any_format_find_their_place_in_a_draft(team, amina):
    columns = Columns(Format.DOING)
    board = opening.open_board(team=team, by=amina, anonymous=False, columns=columns)
    for column in ("start", "stop", "continue"):
        writing.write_card(board=board, by=amina, column=column, text=f"Kort {column}", named=True)
    writing.reveal(board=board, by=amina)
    gathering.gather(board=board, by=amina, cards=list(Card.objects.all()), label="Larm")
    lessons.propose_lesson(theme=board.themes.get(), by=amina)
    draft = Draft.objects.get()
    texts = (draft.problem, draft.what_we_did, draft.what_we_learned)
    assert texts == ("Kort stop", "Kort continue", "Kort start")
