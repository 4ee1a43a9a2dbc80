"""A team is as many as work there today. Fewer than five never write or show without names."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.retrospectives import opening, writing
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.planning import mornings
from people.organisations.models import Employment, Team
from people.persons.models import Person


@pytest.fixture
def ended(team):
    """Five memberships; the day after Disa's last one at work."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return lambda: Employment.objects.filter(person__name="Disa Alm").update(until=yesterday)


def everybody_wrote(board):
    for one in board.team.people:
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        writing.write_card(board=board, by=person, column="learned", text="Ny", ticket=ticket)


def test_five_memberships_are_four_people_when_one_has_left(team, ended):
    assert (team.memberships.count(), team.people.count()) == (5, 5)
    ended()
    assert (team.memberships.count(), team.people.count()) == (5, 4)
    assert Team.objects.with_headcount().get(pk=team.pk).headcount == 4


def test_a_closed_account_counts_no_more(team):
    Person.objects.filter(name="Disa Alm").update(is_active=False)
    assert team.people.count() == 4


def test_a_job_at_another_employer_counts_for_nothing(team, ended, granby_digital):
    ended()
    disa = Person.objects.get(name="Disa Alm")
    Employment.objects.create(person=disa, unit=granby_digital, title="Utvecklare")
    assert team.people.count() == 4


def test_a_board_without_names_is_refused(team, ended, amina):
    ended()
    with pytest.raises(ValidationError, match="minst fem"):
        opening.open_board(team=team, by=amina, anonymous=True)


def test_names_are_not_dropped(named, ended, amina):
    ended()
    with pytest.raises(ValidationError, match="minst fem"):
        opening.drop_names(board=named, by=amina)


def test_cards_are_not_shown(board, ended, amina):
    everybody_wrote(board)
    ended()
    with pytest.raises(ValidationError, match="Minst fyra"):
        writing.reveal(board=board, by=amina)


def test_it_is_said_before_anybody_writes(team, ended, amina, sign_in):
    ended()
    browser = sign_in(amina)
    assert "Ni är 4." in browser.get(f"/fredag/{team.pk}/").content.decode()
    assert "Ni är 4." in browser.get(f"/fredag/{team.pk}/teamet/").content.decode()


def test_a_board_with_names_never_offers_to_drop_them(named, ended, amina, sign_in):
    page = f"/fredag/{named.team_id}/"
    assert f"{page}utan-namn/" in sign_in(amina).get(page).content.decode()
    ended()
    assert f"{page}utan-namn/" not in sign_in(amina).get(page).content.decode()


def test_no_board_without_names_opens_by_itself(board, ended):
    Retrospective.objects.update(step="closed", year=2020)
    ended()
    mornings.open_as_last(last=Retrospective.objects.get())
    assert not Retrospective.objects.open().exists()
