"""Only those who are in the team see anything of its board."""

import pytest
from django.urls import NoReverseMatch, reverse

from knowledge.retrospectives import follow_up, urls
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.models import Action, Retrospective
from people.organisations.models import TeamMembership

OUTSIDERS = ["nils", "karin", "administrator", "hr", "registrar", "stranger", "operator"]


def addresses(board):
    theme = Theme.objects.create(retrospective=board, label="Larm")
    amina = board.team.members.get(name="Amina Berg")
    action = follow_up.add_action(
        board=board, by=amina, text="Ring", owner=amina, due_on=board.monday.replace(year=2099)
    )
    for pattern in urls.urlpatterns:
        for extra in ([], [theme.pk], [action.pk], ["nyckel"]):
            try:
                yield reverse(f"knowledge:{pattern.name}", args=[board.team_id, *extra])
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_find_nothing_whatever_they_ask_and_how(who, request, board, sign_in):
    person = request.getfixturevalue(who)
    browser = sign_in(person)
    asked = [one for one in addresses(board) if "aterblickar" not in one]
    assert len(asked) > 15
    for address in asked:
        assert browser.get(address).status_code in (404, 405), address
        assert browser.post(address).status_code in (404, 405), address
    assert not Retrospective.objects.visible_to(person).exists()
    assert not Action.objects.visible_to(person).exists()


def test_leaving_the_team_ends_access_at_the_next_request(board, amina, sign_in):
    browser = sign_in(amina)
    assert browser.get(f"/fredag/{board.team_id}/").status_code == 200
    TeamMembership.objects.filter(person=amina).delete()
    assert browser.get(f"/fredag/{board.team_id}/").status_code == 404


def test_signed_out_one_is_asked_to_sign_in(board, client):
    answer = client.get(f"/fredag/{board.team_id}/")
    assert answer.url.startswith("/konto/logga-in/")


def test_notices_say_that_a_board_is_open_and_no_more(board, jonas):
    notice = jonas.notices.get()
    assert notice.sentence == "Tavlan för E-tjänstlaget är öppen"
