"""The door of a board lets in whoever `visible_to` shows it to, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import closing, door
from knowledge.retrospectives.live.drawing import Shown, still_may
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import open_board
from people.organisations.models import Employment, Team, TeamMembership
from people.persons.models import Person
from people.signin.models import SignIn

DAY = timedelta(days=1)


def jobs_of(person):
    return Employment.objects.filter(person=person)


def stays(person, board, other):
    """A member, today."""


def is_there_the_last_day(person, board, other):
    jobs_of(person).update(until=timezone.localdate())


def comes_today(person, board, other):
    jobs_of(person).update(since=timezone.localdate())


def has_a_second_employer(person, board, other):
    Employment.objects.create(
        person=person, unit=other, title="Timvikarie", since=timezone.localdate()
    )


def was_let_back_in(person, board, other):
    leaves(person, board, other)
    TeamMembership.objects.create(team=board.team, person=person)


def moves_within_the_organisation(person, board, other):
    unit = board.team.organisation.units.exclude(pk=board.team.unit_id).first()
    jobs_of(person).update(unit=unit or board.team.unit)


def comes_tomorrow(person, board, other):
    jobs_of(person).update(since=timezone.localdate() + DAY)


def leaves(person, board, other):
    TeamMembership.objects.filter(team=board.team, person=person).delete()


def goes_over_to_another_team(person, board, other):
    leaves(person, board, other)
    team = Team.objects.create(organisation=board.team.organisation, name="Ett annat lag")
    TeamMembership.objects.create(team=team, person=person)


def worked_until_yesterday(person, board, other):
    jobs_of(person).update(until=timezone.localdate() - DAY)


def never_had_a_job(person, board, other):
    jobs_of(person).delete()


def goes_over_to_another_employer(person, board, other):
    jobs_of(person).update(unit=other)


def is_shut_off(person, board, other):
    Person.objects.filter(pk=person.pk).update(is_active=False)


def leaves_and_runs_the_installation(person, board, other):
    leaves(person, board, other)
    Person.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)


def is_shut_off_and_runs_the_installation(person, board, other):
    Person.objects.filter(pk=person.pk).update(is_active=False, is_superuser=True)


INSIDE = [
    stays,
    is_there_the_last_day,
    comes_today,
    has_a_second_employer,
    was_let_back_in,
    moves_within_the_organisation,
]
OUTSIDE = [
    comes_tomorrow,
    leaves,
    goes_over_to_another_team,
    worked_until_yesterday,
    never_had_a_job,
    goes_over_to_another_employer,
    is_shut_off,
    leaves_and_runs_the_installation,
    is_shut_off_and_runs_the_installation,
]
ALL = [(change, True) for change in INSIDE] + [(change, False) for change in OUTSIDE]


def answers(person, board):
    """What each guard of a board says about a person, as it is stored now."""
    person = Person.objects.get(pk=person.pk)
    now, to_change = door.board_now(board.team_id, person), door.board_to_change(board.pk, person)
    return {
        "visible_to": Retrospective.objects.visible_to(person).filter(pk=board.pk).exists(),
        "board_now": now == board,
        "board_to_change": to_change == board,
        "listening": hears(person, board),
        "counted": board.team.people.filter(pk=person.pk).exists(),
    }


def hears(person, board):
    SignIn.objects.get_or_create(
        handle="h",
        defaults={"session_key": "k", "expire_date": timezone.now() + DAY, "person": person},
    )
    asked = (Shown(board.pk, "sv"), person.pk, "h")
    return still_may([asked]) == {asked}


@pytest.fixture(params=["open", "stopped"])
def either(request, board, amina):
    if request.param == "stopped":
        closing.set_full_stop(board=board, by=amina)
    return Retrospective.objects.get(pk=board.pk)


@pytest.mark.parametrize(("change", "inside"), ALL, ids=lambda one: getattr(one, "__name__", None))
def test_all_guards_say_the_same(change, inside, either, jonas, nils, granby_digital):
    change(jonas, either, granby_digital)
    said = answers(jonas, either)
    assert said == dict.fromkeys(said, inside)


@pytest.mark.parametrize(
    "who", ["nils", "karin", "samir", "administrator", "hr", "registrar", "stranger", "operator"]
)
def test_none_of_them_lets_in_whoever_never_was_in_the_team(who, request, either):
    said = answers(request.getfixturevalue(who), either)
    assert said == dict.fromkeys(said, False)


def test_a_row_of_somebody_who_works_elsewhere_opens_nothing(either, karin, operator):
    for person in (karin, operator):
        TeamMembership.objects.create(team=either.team, person=person)
        said = answers(person, either)
        assert said == dict.fromkeys(said, False)


def test_nobody_comes_to_another_teams_board_through_ones_own(either, nils, care):
    own = Team.objects.create(organisation=care.organisation, name="Nattlaget")
    TeamMembership.objects.create(team=own, person=nils)
    board = open_board(team=own, by=nils, anonymous=False)
    nils = Person.objects.get(pk=nils.pk)
    assert door.board_now(own.pk, nils) == board
    assert door.board_now(either.team_id, nils) is None
    assert door.board_to_change(either.pk, nils) is None
    assert list(Retrospective.objects.visible_to(nils)) == [board]


@pytest.mark.parametrize("weeks", [1, 60])
def test_a_stopped_board_of_another_week_is_only_for_looking_back(weeks, board, amina):
    closing.set_full_stop(board=board, by=amina)
    year, week, _day = (timezone.localdate() - timedelta(weeks=weeks)).isocalendar()
    Retrospective.objects.update(year=year, week=week)
    amina = Person.objects.get(pk=amina.pk)
    assert door.board_now(board.team_id, amina) is None
    assert Retrospective.objects.visible_to(amina).filter(pk=board.pk).exists()
