"""Several teams meet the same, and nobody learns which."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.echoes import hearing, joining, sharing
from knowledge.echoes.labels import Label
from knowledge.echoes.models import Echo, EchoJoining, EchoMarks
from knowledge.retrospectives import closing, opening
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.teams import start_team
from people.audit import AuditEvent
from people.notices.models import Notice
from people.organisations.memberships import let_go
from people.organisations.models import Employment, Organisation, Team, TeamMembership
from people.persons.models import Person
from tests.conftest import employ

FRIDAY = datetime(2026, 10, 2, 13, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)
WEEK = timedelta(weeks=1)


@pytest.fixture
def teams(home_care, digital):
    """Five teams of four people: three in the home care, two in the digital unit."""
    return [team_of(home_care if number < 3 else digital, number) for number in range(5)]


def team_of(unit, number, size=4):
    team = Team.objects.create(organisation=unit.organisation, unit=unit, name=f"Lag {number}")
    for place in range(size):
        person = employ(f"p{number}-{place}@sjovalla.example", f"P {number} {place}", unit)
        TeamMembership.objects.create(team=team, person=person)
    return team


def member(team):
    return team.members.order_by("pk")[0]


def friday(team, *labels, at=FRIDAY):
    """The team sets its full stop, and lets the labels echo."""
    with time_machine.travel(at, tick=False):
        board = opening.open_board(team=team, by=member(team), anonymous=False)
        closing.set_full_stop(board=board, by=member(team))
        board.refresh_from_db()
        if labels:
            sharing.share(team=team, by=member(team), labels=labels)
    return board


def fridays(teams, who, label="staffing", at=FRIDAY):
    for place, team in enumerate(teams):
        friday(team, *([label] if place in who else []), at=at)


def morning(at=MONDAY):
    with time_machine.travel(at, tick=False):
        hearing.listen()
        return sorted(Echo.objects.values_list("label", flat=True))


def test_two_teams_are_not_heard_however_large(teams, home_care, digital):
    big = [team_of(unit, number, size=7) for unit, number in ((home_care, 7), (digital, 8))]
    fridays([*teams, *big], {5, 6})
    assert morning() == []


def test_three_teams_in_one_unit_are_not_heard(teams):
    fridays(teams, {0, 1, 2})
    assert morning() == []


def test_three_teams_in_two_units_are_and_the_editors_are_told_once(teams, editor, administrator):
    fridays(teams, {0, 1, 4})
    assert morning() == ["staffing"]
    assert morning(MONDAY + timedelta(hours=2)) == ["staffing"]
    assert list(Notice.objects.filter(kind="echo_heard").values_list("person", flat=True)) == [
        editor.pk
    ]


def test_without_an_editor_an_administrator_is_told(teams, administrator):
    fridays(teams, {0, 1, 4})
    morning()
    assert Notice.objects.get(kind="echo_heard").person == administrator


def test_a_team_that_shares_twice_counts_once(teams):
    fridays(teams, {0, 4})
    fridays(teams, {0, 4}, at=FRIDAY + WEEK)
    assert morning(MONDAY + WEEK) == []


def test_teams_are_counted_over_four_weeks_and_no_longer(teams):
    fridays(teams, {0})
    fridays(teams, {1}, at=FRIDAY + WEEK)
    fridays(teams, {4}, at=FRIDAY + 3 * WEEK)
    with_all = FRIDAY + 3 * WEEK + timedelta(days=3)
    assert morning(with_all) == ["staffing"]


def test_what_is_five_weeks_old_counts_no_more(teams):
    fridays(teams, {0})
    fridays(teams, {1}, at=FRIDAY + WEEK)
    fridays(teams, {4}, at=FRIDAY + 4 * WEEK)
    assert morning(MONDAY + 4 * WEEK) == []


def test_a_label_that_is_taken_back_in_time_was_never_shared(teams):
    fridays(teams, {0, 1, 4})
    with time_machine.travel(FRIDAY + timedelta(days=2), tick=False):
        sharing.take_back(team=teams[4], by=member(teams[4]))
        assert sharing.choice_of(teams[4]) == []
    assert morning() == []


def test_what_is_heard_sounds_for_four_weeks_and_is_forgotten(teams):
    fridays(teams, {0, 1, 4})
    assert morning() == ["staffing"]
    assert morning(MONDAY + 3 * WEEK) == ["staffing"]
    with time_machine.travel(MONDAY + 4 * WEEK, tick=False):
        assert not Echo.objects.visible_to(member(teams[0])).exists()
    assert morning(MONDAY + 4 * WEEK) == []
    assert EchoMarks.objects.filter(monday__lte=FRIDAY.date()).count() == 0


def test_nothing_is_heard_before_monday_at_eight(teams):
    fridays(teams, {0, 1, 4})
    assert morning(FRIDAY + timedelta(hours=3)) == []
    assert morning(MONDAY.replace(hour=5)) == []  # seven by the Swedish clock
    assert morning(MONDAY.replace(hour=6, minute=1)) == ["staffing"]


def test_after_monday_the_week_is_not_weighed_again(teams, home_care):
    """Somebody who joins a team on Wednesday changes nothing that others see."""
    TeamMembership.objects.filter(team__in=teams[:2]).delete()
    for team in teams[:2]:
        lone = employ(f"ensam{team.pk}@sjovalla.example", "Ensam", home_care)
        TeamMembership.objects.create(team=team, person=lone)
    fridays(teams, {0, 1, 4})
    assert morning() == []
    for number in range(10):
        late = employ(f"sen{number}@sjovalla.example", "Sen", home_care)
        TeamMembership.objects.create(team=teams[number % 2], person=late)
    assert morning(MONDAY + timedelta(days=2)) == []


def test_two_workers_at_once_weigh_a_week_once(teams, sjovalla):
    hearing.weigh(sjovalla, MONDAY.date(), [])
    hearing.weigh(sjovalla, MONDAY.date(), [Label.ROLES])
    assert not Echo.objects.exists()


def test_once_it_is_weighed_the_worker_only_looks(teams, django_assert_num_queries):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False), django_assert_num_queries(2):
        hearing.listen()


@pytest.mark.parametrize(("size", "heard"), [(2, []), (3, ["staffing"])])
def test_six_people_are_left_whichever_team_one_knows(size, heard, teams):
    """Who is in one of three teams of two would know what four people met."""
    for team in teams:
        spare = list(team.memberships.order_by("pk").values_list("pk", flat=True))[size:]
        TeamMembership.objects.filter(pk__in=spare).delete()
    fridays(teams, {0, 1, 4})
    assert morning() == heard


def test_the_same_people_in_three_teams_are_not_three_teams(teams):
    few = list(teams[0].members.all())
    for team in teams[1:]:
        team.members.set(few)
    fridays(teams, {0, 1, 4})
    assert morning() == []


def decoys(by, unit, number):
    """Teams that one person has started with the same six colleagues, who never come."""
    crowd = [employ(f"c{place}@sjovalla.example", f"C {place}", unit) for place in range(6)]
    return [start_team(name=f"Lur {one}", colleagues=crowd, by=by) for one in range(number)]


@pytest.mark.parametrize(("others", "heard"), [(1, []), (2, []), (3, ["workload"])])
def test_who_shares_in_two_decoys_cannot_name_the_third(others, heard, home_care, digital):
    """However many teams one starts oneself, three others could be the one that is heard."""
    real = [team_of(digital, number) for number in range(others)]
    me = employ("a@sjovalla.example", "A", home_care)
    mine = decoys(me, home_care, 4)
    fridays([*mine, *real], {0, 1, 4}, "workload")
    assert morning() == heard


def test_leaving_the_decoys_before_monday_does_not_help(teams):
    me = member(teams[0])
    for team in teams[1:4]:
        team.memberships.create(person=me)
    fridays(teams, {0, 1, 4})
    with time_machine.travel(FRIDAY + timedelta(hours=1), tick=False):
        for team in teams[:4]:
            let_go(team, [me], me)
    assert morning() == []


def test_decoys_whose_boards_are_forgotten_are_no_teams_around(teams):
    """Started and left long before, with boards that open and end by themselves."""
    fridays(teams, {0, 1, 4})
    idle = Retrospective.objects.filter(team__in=teams[2:4])
    idle.update(opened_on=FRIDAY.date() - timedelta(days=30))
    assert morning() == []


@pytest.mark.parametrize(("so_many", "heard"), [(2, ["staffing"]), (3, [])])
def test_one_who_is_in_most_of_the_teams_would_know_the_rest(so_many, heard, teams):
    busy = member(teams[0])
    for team in teams[1:so_many]:
        team.memberships.create(person=busy)
    fridays(teams, {0, 1, 4})
    assert morning() == heard


@pytest.mark.parametrize("shut", [True, False])
def test_whoever_has_left_is_not_counted(shut, teams):
    for team in teams:
        one, two = team.members.order_by("-pk")[:2]
        if shut:
            Person.objects.filter(pk__in=[one.pk, two.pk]).update(is_active=False)
        else:
            Employment.objects.filter(person__in=[one, two]).update(until=FRIDAY.date())
    fridays(teams, {0, 1, 4})
    assert morning() == []


def test_in_an_organisation_of_three_teams_everybody_could_tell_who(teams):
    fridays([teams[0], teams[1], teams[4]], {0, 1, 2})
    assert morning() == []


def test_a_team_without_unit_belongs_where_most_of_its_members_work(teams):
    Team.objects.update(unit=None)
    fridays(teams, {0, 1, 4})
    assert morning() == ["staffing"]


def test_another_organisations_teams_count_for_nothing(teams, granby_digital):
    fridays(teams, {0, 1})
    there = team_of(granby_digital, 9)
    friday(there, "staffing")
    assert morning() == []


def test_one_team_more_or_less_changes_no_page(teams, sign_in, nils):
    """Two reports that subtract: what others see is the same with none, one or two that share."""
    seen = set()
    browser = sign_in(nils)
    for place in (None, 0, 4):
        if place is not None:
            friday(teams[place], "staffing")
        with time_machine.travel(FRIDAY, tick=False):
            pages = [browser.get(where).content.decode() for where in ("/fredag/", "/kunskap/")]
        seen.add(tuple("Flera team har" in page for page in pages))
    assert seen == {(False, False)}
    assert morning() == []


def test_all_labels_of_a_week_are_heard_in_the_same_moment(teams):
    for place, team in enumerate(teams):
        friday(team, *(["staffing", "meetings"] if place in {0, 1, 4} else ["roles"]))
    assert morning() == ["meetings", "staffing"]
    assert set(Echo.objects.values_list("heard_on", flat=True)) == {MONDAY.date()}


def test_who_begins_a_lesson_gets_a_draft_for_the_organisation(teams, sign_in, amina, jonas):
    fridays(teams, {0, 1, 4}, "handovers")
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo, browser = Echo.objects.get(), sign_in(amina)
        where = echo.get_absolute_url()
        joining.join(echo=echo, by=jonas)
        page = browser.get(where).content.decode()
        assert "Flera team har mött samma sak: Överlämning mellan enheter" in page
        urls = {browser.post(where + "skriv/").url for _twice in range(3)}
    draft = Draft.objects.get()
    assert urls == {f"/kunskap/skriv/{draft.pk}/"}
    assert draft.audience == f"organisation:{echo.organisation_id}"
    assert (draft.title, draft.topics) == ("Överlämning mellan enheter",) * 2
    assert Notice.objects.get(kind="echo_written").person == jonas


def test_a_draft_that_is_published_is_led_to_and_one_thrown_away_is_begun_anew(
    teams, sign_in, amina
):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo, browser = Echo.objects.get(), sign_in(amina)
        where = echo.get_absolute_url() + "skriv/"
        browser.post(where)
        actions.discard(draft=Draft.objects.get(), by=amina)
        browser.post(where)
        article = actions.publish(draft=Draft.objects.get(), by=amina)
        assert browser.post(where).url == article.get_absolute_url()


def test_what_the_writer_has_changed_stays(teams, sign_in, amina):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo = Echo.objects.get()
        draft = joining.write(echo=echo, by=amina)
        actions.save_draft(draft=draft, by=amina, version=draft.version, title="Nytt", topics="")
        again = joining.write(echo=echo, by=amina)
    assert (again.title, again.topics) == ("Nytt", "")


def test_whoever_has_left_is_neither_told_nor_named(teams, sign_in, amina, jonas, nils):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo = Echo.objects.get()
        joining.write(echo=echo, by=jonas)
        Employment.objects.filter(person=jonas).update(until=FRIDAY.date())
        joining.join(echo=echo, by=nils)
        joining.write(echo=echo, by=amina)
        page = sign_in(amina).get(echo.get_absolute_url()).content.decode()
    assert "Jonas Ek" not in page and "Nils Öberg" in page
    told = Notice.objects.filter(kind__in=("echo_joined", "echo_written"))
    assert [one.person for one in told] == [nils]


def test_colleagues_join_and_leave_by_their_names(teams, sign_in, amina, nils):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo, browser = Echo.objects.get(), sign_in(nils)
        joining.write(echo=echo, by=amina)
        where = echo.get_absolute_url()
        for _twice in range(2):
            page = browser.post(where + "var-med/", follow=True).content.decode()
        assert page.count("Nils Öberg") > page.count("Ta bort mitt namn") == 1
        assert Notice.objects.filter(kind="echo_joined", person=amina).count() == 1
        browser.post(where + "var-inte-med/")
    assert [one.person for one in EchoJoining.objects.all()] == [amina]


@pytest.mark.parametrize("who", ["karin", "operator", "stranger"])
def test_others_than_the_organisations_staff_hear_nothing(who, request, teams, sign_in):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        echo, browser = Echo.objects.get(), sign_in(request.getfixturevalue(who))
        assert browser.get(echo.get_absolute_url()).status_code == 404
        for deed in ("var-med/", "var-inte-med/", "skriv/"):
            assert browser.post(echo.get_absolute_url() + deed).status_code == 404
        for where in ("/fredag/", "/kunskap/"):
            assert "Flera team har" not in browser.get(where).content.decode()
    assert not Draft.objects.exists()


def test_colleagues_see_the_invitation_where_they_pass(teams, sign_in, nils, client):
    fridays(teams, {0, 1, 4})
    morning()
    with time_machine.travel(MONDAY, tick=False):
        for where in ("/fredag/", "/kunskap/"):
            assert "Flera team har mött samma sak" in sign_in(nils).get(where).content.decode()
        assert "Flera team har" not in client.get("/kunskap/").content.decode()


def test_weighing_asks_little_of_the_database(teams, django_assert_max_num_queries):
    fridays(teams, {0, 1, 4})
    with time_machine.travel(MONDAY, tick=False), django_assert_max_num_queries(40):
        hearing.listen()
    assert Organisation.objects.count() == 1


def test_nothing_is_logged_and_nobody_is_told_of_what_a_team_shares(teams):
    before = (AuditEvent.objects.count(), Notice.objects.count())
    friday(teams[0])
    after = AuditEvent.objects.count(), Notice.objects.count()
    with time_machine.travel(FRIDAY, tick=False):
        sharing.share(team=teams[0], by=member(teams[0]), labels=[Label.ROLES])
        sharing.take_back(team=teams[0], by=member(teams[0]))
    assert (AuditEvent.objects.count(), Notice.objects.count()) == after > before
