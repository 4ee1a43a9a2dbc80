"""What a team shares, on its page and in the database."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps

from knowledge.echoes import hearing, sharing
from knowledge.echoes.labels import Label
from knowledge.echoes.models import EchoMarks
from knowledge.retrospectives import closing, opening

MARK = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def stopped(named, amina):
    closing.set_full_stop(board=named, by=amina)
    named.refresh_from_db()
    return named


@pytest.fixture
def where(team):
    return f"/fredag/{team.pk}/eko/"


def marks():
    return EchoMarks.objects.get().marks


def test_after_the_full_stop_a_team_lets_a_label_echo(stopped, amina, jonas, sign_in, where):
    page = sign_in(amina).get(f"/fredag/{stopped.team_id}/punkt/").content.decode()
    assert "Låt det eka" in page
    assert "aldrig era ord, ert team eller er enhet" in page
    for _twice in range(2):
        sign_in(amina).post(where, {"labels": ["staffing", "roles"]})
    assert sharing.choice_of(stopped.team) == [Label.STAFFING, Label.ROLES]
    browser = sign_in(jonas)  # any member takes it back
    assert "Bemanning" in browser.get(f"/fredag/{stopped.team_id}/punkt/").content.decode()
    browser.post(where + "ta-tillbaka/")
    assert sharing.choice_of(stopped.team) == []


def test_what_is_chosen_anew_replaces_what_was(stopped, amina, sign_in, where):
    sign_in(amina).post(where, {"labels": ["staffing", "roles"]})
    sign_in(amina).post(where, {"labels": ["meetings"]})
    assert sharing.choice_of(stopped.team) == [Label.MEETINGS]


def test_before_the_full_stop_nothing_is_shared(named, amina, sign_in, where):
    answer = sign_in(amina).post(where, {"labels": ["staffing"]})
    assert answer.url.endswith("/punkt/")
    assert not EchoMarks.objects.exists()


@pytest.mark.parametrize(
    "labels", [[], ["staffing", "roles", "meetings", "safety"], ["Vår chef"], ["<script>"]]
)
def test_none_four_or_own_words_are_refused(labels, stopped, amina, sign_in, where):
    answer = sign_in(amina).post(where, {"labels": labels})
    assert answer.status_code == 422
    assert "<script>" not in answer.content.decode().split("</head>")[1].replace("<script ", "")
    assert not EchoMarks.objects.exists()


@pytest.mark.parametrize("who", ["nils", "administrator", "registrar", "karin", "operator"])
def test_only_members_share_and_take_back(who, request, stopped, sign_in, where):
    browser = sign_in(request.getfixturevalue(who))
    for answer in (
        browser.get(where),
        browser.post(where, {"labels": ["staffing"]}),
        browser.post(where + "ta-tillbaka/"),
    ):
        assert answer.status_code == 404
    assert not EchoMarks.objects.exists()


def test_the_row_looks_the_same_whatever_is_shared(stopped, amina):
    sharing.take_back(team=stopped.team, by=amina)
    nothing = marks()
    sharing.share(team=stopped.team, by=amina, labels=["staffing", "roles"])
    two = marks()
    assert len(nothing) == len(two) == sharing.LEAST
    assert nothing == sorted(nothing)
    assert two == sorted(two)
    assert all(MARK.fullmatch(mark) for mark in nothing + two)


def test_what_is_taken_back_leaves_no_trace(stopped, amina):
    sharing.take_back(team=stopped.team, by=amina)
    before = marks()
    sharing.share(team=stopped.team, by=amina, labels=["staffing"])
    sharing.take_back(team=stopped.team, by=amina)
    assert marks() == before


def test_no_order_is_kept(stopped, amina, jonas, lena):
    """The list is the same whichever team was first."""
    other = stopped.team.organisation.teams.create(name="Andra laget")
    other.members.set([amina, jonas, lena])
    second = opening.open_board(team=other, by=amina, anonymous=False)
    closing.set_full_stop(board=second, by=amina)
    second.refresh_from_db()
    kept = []
    for boards in ((stopped, second), (second, stopped)):
        for board in boards:
            sharing.take_back(team=board.team, by=amina)
        for board in boards:
            sharing.share(team=board.team, by=amina, labels=["staffing"])
        kept.append(marks())
    assert kept[0] == kept[1]


def test_a_reader_of_the_database_finds_no_label_and_no_team(stopped, amina, settings):
    """With everything but the installation's secret, no guess meets what is stored."""
    sharing.share(team=stopped.team, by=amina, labels=["staffing", "roles"])
    row, secret = EchoMarks.objects.get(), settings.SECRET_KEY
    stored = set(row.marks)
    made = {label: sharing.mark_of(stopped.team_id, label, row.monday) for label in Label}
    assert {label for label in Label if made[label] in stored} == {"staffing", "roles"}
    settings.SECRET_KEY = secret + "x"
    guessed = {sharing.mark_of(stopped.team_id, label, row.monday) for label in Label}
    assert not guessed & stored
    assert not {"team", "team_id", "label", "labels"} & {f.name for f in EchoMarks._meta.fields}


def test_the_marks_of_two_weeks_do_not_tell_the_same_team(stopped):
    one, two = (
        sharing.mark_of(stopped.team_id, "roles", day)
        for day in (date(2026, 11, 2), date(2026, 11, 9))
    )
    assert one != two


def test_after_sunday_nothing_is_taken_back_or_shared_and_the_page_says_so(
    team, amina, sign_in, where, time_machine
):
    time_machine.move_to(datetime(2026, 11, 20, 13, tzinfo=UTC))
    board = opening.open_board(team=team, by=amina, anonymous=False)
    closing.set_full_stop(board=board, by=amina)
    sharing.share(team=team, by=amina, labels=["staffing"])
    before = marks()
    time_machine.move_to(datetime(2026, 11, 23, 6, tzinfo=UTC))
    browser = sign_in(amina)
    said = browser.post(where + "ta-tillbaka/", follow=True).text
    assert "Det gick att ta tillbaka till och med söndag. Nu är det för sent." in said
    said = browser.post(where, {"labels": ["roles"]}, follow=True).text
    assert "Sätt punkt först." in said
    assert EchoMarks.objects.get(monday=date(2026, 11, 16)).marks == before


def everything():
    """Every row of every table, but for the session that notes a visit."""
    ours = [one for one in apps.get_models() if one._meta.label != "people.SignIn"]
    return {
        one._meta.label: sorted(repr(row) for row in one._base_manager.values()) for one in ours
    }


def test_of_all_tables_only_the_marks_tell_that_something_was_shared(
    stopped, amina, sign_in, where
):
    browser = sign_in(amina)
    browser.get(where)
    sharing.take_back(team=stopped.team, by=amina)
    before, was = everything(), marks()
    browser.post(where, {"labels": ["staffing", "roles"]})
    after = everything()
    assert [label for label in after if after[label] != before[label]] == ["knowledge.EchoMarks"]
    assert len(set(marks()) - set(was)) == len(set(was) - set(marks())) == 2


def test_the_rows_of_a_week_with_and_without_sharing_are_alike(stopped, amina):
    """Whoever sees one copy cannot tell whether anybody has shared."""
    sharing.take_back(team=stopped.team, by=amina)
    empty = EchoMarks.objects.values().get()
    sharing.share(team=stopped.team, by=amina, labels=["staffing"])
    full = EchoMarks.objects.values().get()
    assert {name: full[name] for name in full if name != "marks"} == {
        name: empty[name] for name in empty if name != "marks"
    }
    assert len(full["marks"]) == len(set(full["marks"])) == len(empty["marks"])


MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def late(team, amina, time_machine):
    """The board of last week, with its full stop on Monday."""
    time_machine.move_to(MONDAY - 3 * DAY)
    board = opening.open_board(team=team, by=amina, anonymous=False)
    time_machine.move_to(MONDAY)
    closing.set_full_stop(board=board, by=amina)
    return board


@pytest.mark.parametrize("opens", [True, False])
def test_after_a_stop_on_monday_the_choice_lasts_the_week(
    opens, late, amina, jonas, team, sign_in, where, time_machine
):
    sign_in(amina).post(where, {"labels": ["staffing"]})
    time_machine.move_to(MONDAY + 2 * DAY)
    if opens:
        opening.open_board(team=team, by=amina, anonymous=False)
    browser = sign_in(jonas)
    page = browser.get(f"/fredag/{team.pk}/teamet/").content.decode()
    assert "Bemanning" in page and "Ta tillbaka" in page
    answer = browser.post(where + "ta-tillbaka/", follow=True)
    assert answer.status_code == 200 and "Låt det eka" in answer.content.decode()
    assert sharing.choice_of(team) == []
    assert browser.post(where, {"labels": ["roles"]}, follow=True).status_code == 200
    assert sharing.choice_of(team) == [Label.ROLES]


def test_on_the_next_monday_the_choice_is_gone(late, amina, team, sign_in, where, time_machine):
    sign_in(amina).post(where, {"labels": ["staffing"]})
    time_machine.move_to(MONDAY + 7 * DAY)
    browser = sign_in(amina)
    assert 'id="eko"' not in browser.get(f"/fredag/{team.pk}/teamet/").content.decode()
    answer = browser.post(where, {"labels": ["roles"]}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/teamet/")
    assert sharing.choice_of(team) is None


def test_a_board_that_was_forgotten_shares_nothing(team, amina, sign_in, where, time_machine):
    time_machine.move_to(MONDAY)
    opening.open_board(team=team, by=amina, anonymous=False)
    time_machine.move_to(MONDAY + 31 * DAY)
    closing.stop_forgotten()
    sign_in(amina).post(where, {"labels": ["staffing"]})
    assert sharing.choice_of(team) is None


def test_the_weeks_row_is_there_before_anybody_shares(stopped, amina, granby):
    """Also in an organisation's first week, and where no team is."""
    hearing.listen()
    rows = set(EchoMarks.objects.values_list("pk", flat=True))
    assert len(rows) == 2
    sharing.share(team=stopped.team, by=amina, labels=["staffing"])
    hearing.listen()
    assert set(EchoMarks.objects.values_list("pk", flat=True)) == rows


@pytest.mark.parametrize(
    ("teams", "room"), [(0, 128), (1, 128), (42, 128), (43, 256), (85, 256), (86, 512)]
)
def test_there_is_room_for_all_teams_in_steps(teams, room):
    assert sharing.room_for(teams) == room
    assert room >= 3 * teams


def test_with_many_teams_the_row_is_as_long_whatever_is_shared(sjovalla):
    many = [sjovalla.teams.create(name=f"Lag {number}") for number in range(50)]
    hearing.listen()
    before = len(marks())
    for team in many:
        sharing._write(team, {"staffing", "roles", "meetings"})
    assert len(marks()) == before == 256


def test_teams_that_come_during_the_week_change_no_row(stopped, amina, sjovalla):
    hearing.listen()
    for number in range(50):
        sjovalla.teams.create(name=f"Lag {number}")
    sharing.share(team=stopped.team, by=amina, labels=["staffing"])
    assert len(marks()) == sharing.LEAST
