"""Somebody asks to see what a team wrote in a week."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import anonymity, closing, follow_up, opening, writing
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.proposals import outcomes
from people.audit import AuditEvent
from people.notices.models import Notice
from people.organisations.models import Employment
from people.registry.asking import Week, found_in

FRIDAY, WEEK = datetime(2026, 11, 20, 13, tzinfo=UTC), timedelta(weeks=1)
WHERE = "/registrator/sjovalla/"
NOTHING = "Inga handlingar finns"
PASSING = re.compile(r'/svar/\d+/|[0-9A-Za-z]{64}|"[0-9a-f-]{36}"')


def asked(browser, team="E-tjänstlaget", day=None):
    """The page that answers."""
    data = {"team": team, "day": day or timezone.localdate().isoformat()}
    return browser.post(WHERE + "fraga/", data, follow=True)


def this_week():
    return Week.of(timezone.localdate())


def test_usually_nothing_is_there_and_the_answer_is_ready(sign_in, registrar, team):
    page = asked(sign_in(registrar)).content.decode()
    week = this_week()
    for text in (NOTHING, f"vecka {week.number}", "E-tjänstlaget", "Så här gallrar vi"):
        assert text in page
    assert "beslut som du kan överklaga" in page
    assert "Be teamet ta fram det" not in page


def test_a_week_with_its_full_stop_looks_like_one_without_a_board(sign_in, registrar, team, amina):
    browser = sign_in(registrar)
    before = asked(browser).content.decode()
    board = opening.open_board(team=team, by=amina, anonymous=True)
    closing.set_full_stop(board=board, by=amina)
    after = asked(browser).content.decode()
    assert PASSING.sub("", after) == PASSING.sub("", before)


def test_on_a_board_without_names_nothing_is_counted_before_it_is_shown(
    sign_in, registrar, board, amina
):
    browser = sign_in(registrar)
    empty = found_in(board.team, this_week())
    for number in range(12):
        text = f"Kort {number}"
        anonymity.put(board, column="learned", text=text, key=anonymity.new_key())
    assert found_in(board.team, this_week()) == empty
    assert [one.number for one in empty] == [None]
    page = asked(browser).content.decode()
    assert "Tavlan är öppen" in page
    assert "Kort 1" not in page


@pytest.mark.parametrize(("cards", "said"), [(0, None), (5, None), (6, 6)])
def test_fewer_than_six_cards_are_not_counted(cards, said, named, amina):
    for number in range(cards):
        writing.write_card(board=named, by=amina, column="learned", text=f"Kort {number}")
    if cards:
        writing.reveal(board=named, by=amina)
    assert [one.number for one in found_in(named.team, this_week())] == [said]


def test_with_names_too_nothing_is_counted_before_it_is_shown(named, amina, jonas):
    """Whoever asks while one colleague writes would see 6, 7, 8, and who it was."""
    for number in range(8):
        by = amina if number < 6 else jonas
        writing.write_card(board=named, by=by, column="learned", text=f"Kort {number}")
    assert [one.number for one in found_in(named.team, this_week())] == [None]


def test_what_the_team_keeps_is_counted_and_its_words_are_not_told(
    sign_in, registrar, named, amina
):
    follow_up.add_action(
        board=named, by=amina, text="Ring leverantören", owner=amina, due_on=timezone.localdate()
    )
    Theme.objects.create(retrospective=named, label="Larm")
    closing.set_full_stop(board=named, by=amina)
    page = asked(sign_in(registrar)).content.decode()
    assert NOTHING not in page
    assert "Åtgärder som teamet kom överens om</strong>: 1" in page
    for text in ("Ring leverantören", "Larm", "Amina Berg"):
        assert text not in page


def test_a_board_that_is_still_open_answers_for_the_weeks_it_was_used(named):
    named.opened_on = timezone.localdate() - timedelta(weeks=2)
    named.year, named.week, _day = named.opened_on.isocalendar()
    named.save()
    assert found_in(named.team, this_week())
    assert not found_in(named.team, Week.of(timezone.localdate() - timedelta(weeks=3)))


def test_what_is_left_of_a_board_answers_for_every_week_it_was_used(team, amina, time_machine):
    time_machine.move_to(FRIDAY - WEEK)
    named = opening.open_board(team=team, by=amina, anonymous=False)
    time_machine.move_to(FRIDAY)
    Theme.objects.create(retrospective=named, label="Larm")
    closing.set_full_stop(board=named, by=amina)
    time_machine.move_to(FRIDAY + WEEK)
    weeks = [Week.of((FRIDAY + number * WEEK).date()) for number in (-2, -1, 0, 1)]
    assert [bool(found_in(team, week)) for week in weeks] == [False, True, True, False]


@pytest.fixture
def drafted(team, amina, time_machine):
    """What the team is about to tell others after its Friday, until the end of Monday."""
    time_machine.move_to(FRIDAY)
    closing.set_full_stop(board=opening.open_board(team=team, by=amina, anonymous=False), by=amina)
    text = {"title": "Larm utan namn", "learned": "Ett larm behöver en ägare."}
    return outcomes.propose_outcome(team=team, by=amina, audience="connected", **text)


def test_a_text_on_its_way_to_others_is_found_and_its_words_are_not(
    drafted, sign_in, registrar, team
):
    page = asked(sign_in(registrar)).content.decode()
    assert NOTHING not in page
    assert "Text som teamet tänker berätta för andra" in page
    for text in ("Larm", "måndag", "kl.", "Amina"):
        assert text not in page.split("<main")[1].split("</main")[0]
    assert not found_in(team, Week.of((FRIDAY - WEEK).date()))


def test_a_text_that_the_team_has_not_been_told_of_cannot_be_published_and_is_found(
    drafted, team, time_machine
):
    time_machine.move_to(FRIDAY + timedelta(days=5))
    assert found_in(team, this_week())
    outcomes.end_outcomes()  # its time begins
    assert found_in(team, this_week())


def test_a_text_that_is_stopped_is_not_found(drafted, team, jonas):
    outcomes.stop_outcome(proposal=drafted, by=jonas)
    assert found_in(team, this_week()) == []


def test_publishing_changes_no_answer(drafted, sign_in, registrar, team, jonas, time_machine):
    """A text that goes from the answer when a page comes would tell which team wrote the page."""
    time_machine.move_to(FRIDAY + timedelta(days=3))
    outcomes.end_outcomes()
    assert found_in(team, this_week())
    time_machine.move_to(FRIDAY + timedelta(days=4))
    browser = sign_in(registrar)
    before = asked(browser).content.decode()
    text = {"title": drafted.title, "learned": drafted.learned, "themes": "", "next_up": ""}
    outcomes.publish_outcome(proposal=drafted, by=jonas, version=1, text=text)
    after = asked(browser).content.decode()
    assert PASSING.sub("", after) == PASSING.sub("", before)
    assert "Finns det kvar vet teamet" in after


def test_that_it_was_asked_is_logged_by_team_and_week(sign_in, registrar, team):
    asked(sign_in(registrar))
    event, week = AuditEvent.objects.get(verb="records asked"), this_week()
    assert (event.actor, event.subject_id) == (registrar, str(team.pk))
    assert event.facts == {"year": week.year, "week": week.number}


def test_the_team_is_asked_once_and_the_registrar_is_not_told_who_they_are(
    sign_in, registrar, named
):
    browser = sign_in(registrar)
    page = asked(browser)
    where = page.redirect_chain[-1][0] + "teamet/"
    for _twice in range(2):
        answer = browser.post(where, follow=True).content.decode()
    told = Notice.objects.filter(kind="records_asked")
    assert told.count() == 5
    assert "Rune Gistrén" in told.first().sentence
    assert "Jonas Ek" not in answer + page.content.decode()


def ask_the_team(browser, named):
    where = asked(browser).redirect_chain[-1][0] + "teamet/"
    return browser.post(where, follow=True).content.decode()


def test_whoever_has_left_their_work_is_not_told(sign_in, registrar, named, jonas):
    yesterday = timezone.localdate() - timedelta(days=1)
    Employment.objects.filter(person=jonas).update(until=yesterday)
    ask_the_team(sign_in(registrar), named)
    told = Notice.objects.filter(kind="records_asked")
    assert told.count() == 4
    assert not told.filter(person=jonas).exists()


def test_that_nobody_is_in_the_team_is_said(sign_in, registrar, named):
    named.team.memberships.all().delete()
    page = ask_the_team(sign_in(registrar), named)
    assert "Ingen är med i teamet i dag" in page
    assert "har fått veta" not in page
    assert not AuditEvent.objects.filter(verb="team asked for records").exists()


@pytest.mark.parametrize(
    "name", ["E-tjänst", "Granbylaget", "", "<script>", "x" * 130, "E-tj\u0000"]
)
def test_only_the_whole_name_of_an_own_team_is_answered(name, sign_in, registrar, team, samir):
    answer = asked(sign_in(registrar), name)
    assert answer.status_code in (400, 422)
    assert not AuditEvent.objects.filter(verb="records asked").exists()
    assert 'value="<script>' not in answer.content.decode()


def test_capitals_and_spaces_do_not_matter(sign_in, registrar, team):
    assert NOTHING in asked(sign_in(registrar), "  e-TJÄNSTLAGET ").content.decode()


def test_of_two_teams_that_differ_by_capitals_each_is_reached(sign_in, registrar, sjovalla):
    for name in ("Natt", "natt"):
        sjovalla.teams.create(name=name)
    for name in ("Natt", "natt"):
        assert f"{name} ·" in asked(sign_in(registrar), name).content.decode()
    answer = asked(sign_in(registrar), "NATT")
    assert answer.status_code == 422
    assert "Flera team heter så" in answer.content.decode()


@pytest.mark.parametrize("day", ["", "2999-01-01", "i går", "0001-01-01"])
def test_a_day_that_has_not_been_is_refused(day, sign_in, registrar, team):
    answer = sign_in(registrar).post(WHERE + "fraga/", {"team": team.name, "day": day})
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["amina", "administrator", "hr", "operator", "karin"])
def test_nobody_else_asks_or_reads_the_answer(who, request, sign_in, registrar, team):
    where = asked(sign_in(registrar)).redirect_chain[-1][0]
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(where).status_code == 404
    assert browser.post(where + "teamet/").status_code == 404
    assert asked(browser).status_code == 404
    assert AuditEvent.objects.filter(verb="records asked").count() == 1
