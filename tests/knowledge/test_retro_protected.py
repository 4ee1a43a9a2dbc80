"""The name of a protected identity stands nowhere on a board for readers of other units."""

import pytest

from knowledge.retrospectives import follow_up, gathering, writing
from knowledge.retrospectives.steps import Step

NAME = "Nils Öberg"


@pytest.fixture
def his_board(named, nils):
    """He has written a card and sees to an action; Amina is of another unit."""
    nils.protected_identity = True
    nils.save()
    named.team.memberships.create(person=nils)
    writing.write_card(board=named, by=nils, column="learned", text="Ring först")
    writing.reveal(board=named, by=nils)
    follow_up.add_action(board=named, by=nils, text="Ring", owner=nils, due_on=named.monday)
    return named


@pytest.mark.parametrize("step", [Step.GROUP, Step.VOTE, Step.TALK])
def test_no_step_says_the_name(his_board, step, amina, nils, sign_in):
    gathering.go_to_step(board=his_board, by=amina, step=step)
    address = f"/fredag/{his_board.team_id}/"
    assert NAME not in sign_in(amina).get(address).content.decode()
    assert NAME in sign_in(nils).get(address).content.decode(), "he sees himself"


@pytest.mark.parametrize("rest", ["teamet/", "atgarder/", "punkt/", "kollegor/", "nu/"])
def test_no_page_of_the_team_says_the_name(his_board, rest, amina, sign_in):
    page = sign_in(amina).get(f"/fredag/{his_board.team_id}/{rest}").content.decode()
    assert NAME not in page


def test_what_is_given_back_does_not_say_the_name(his_board, amina, sign_in):
    answer = sign_in(amina).post(f"/fredag/{his_board.team_id}/atgard/", {"text": ""})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert NAME not in told
    assert "en medarbetare</option>" in told
