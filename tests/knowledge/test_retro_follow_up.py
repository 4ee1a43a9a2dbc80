"""What the team decided comes back until somebody has told its end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.retrospectives import closing, follow_up, opening
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.nudging import nudge
from knowledge.retrospectives.planning import actions as planning
from people.audit import AuditEvent
from people.notices.models import Notice
from people.organisations.models import Employment, TeamMembership

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)  # eight by the Swedish clock
NUDGES = Notice.objects.filter(kind__in=("actions_open", "action_due"))


@pytest.fixture
def board(team, amina, time_machine):
    """Friday of week 47, before the full stop."""
    time_machine.move_to(datetime(2026, 11, 20, 12, tzinfo=UTC))
    return opening.open_board(team=team, by=amina, anonymous=False)


@pytest.fixture
def action(board, amina, jonas):
    """Jonas sees to it by Friday of week 48. The team has set its full stop."""
    day = date(2026, 11, 27)
    made = follow_up.add_action(board=board, by=amina, text="Ring", owner=jonas, due_on=day)
    closing.set_full_stop(board=board, by=amina)
    Notice.objects.all().delete()
    return made


def test_the_same_words_for_another_person_are_another_action(board, amina, jonas, lena):
    said = {"board": board, "by": amina, "text": "Ring", "due_on": date(2026, 11, 27)}
    for owner in (jonas, jonas, lena):
        follow_up.add_action(owner=owner, **said)
    assert {one.owner for one in Action.objects.all()} == {jonas, lena}
    assert Action.objects.count() == 2


def page(team, rest=""):
    return f"/fredag/{team.pk}/{rest}"


def test_on_monday_one_notice_for_all_that_is_open(action, amina, jonas, time_machine):
    second = {"retrospective": action.retrospective, "due_on": date(2026, 12, 24)}
    Action.objects.create(team=action.team, text="Skriv", owner=jonas, **second)
    time_machine.move_to(MONDAY)
    for _twice in range(2):
        nudge()
    notice = NUDGES.get()
    assert (notice.person, notice.kind, notice.facts["number"]) == (jonas, "actions_open", 2)
    assert notice.url == page(action.team, "atgarder/")


def test_the_day_before_once_more(action, jonas, time_machine):
    for day in (24, 25, 27):
        time_machine.move_to(datetime(2026, 11, day, 9, tzinfo=UTC))
        nudge()
        assert not NUDGES.exists()
    time_machine.move_to(datetime(2026, 11, 26, 9, tzinfo=UTC))
    for _twice in range(2):
        nudge()
    assert [(one.kind, one.person) for one in NUDGES] == [("action_due", jonas)]


@pytest.mark.parametrize(
    ("due", "nudged"),
    [
        ((2026, 12, 7), (2026, 12, 4)),  # a Monday: the Friday before
        ((2027, 1, 7), (2027, 1, 5)),  # after Epiphany
        ((2026, 12, 12), (2026, 12, 11)),  # a Saturday
    ],
)
def test_the_day_before_is_a_working_day(due, nudged, action, time_machine):
    Action.objects.update(due_on=date(*due))
    day = datetime(*nudged, 9, tzinfo=UTC)
    for shift, told in ((-1, False), (0, True)):
        time_machine.move_to(day + timedelta(days=shift))
        NUDGES.delete()
        nudge()
        assert NUDGES.filter(kind="action_due").exists() is told


def test_a_red_monday_is_nudged_on_the_tuesday(action, time_machine):
    for day, told in ((28, False), (29, False), (30, True), (31, True)):
        time_machine.move_to(datetime(2027, 3, day, 9, tzinfo=UTC))  # Easter
        nudge()
        assert NUDGES.filter(kind="actions_open").exists() is told
    assert NUDGES.filter(kind="actions_open").count() == 1


def test_not_before_eight(action, time_machine):
    time_machine.move_to(MONDAY - timedelta(minutes=1))
    nudge()
    assert not NUDGES.exists()


@pytest.mark.parametrize("state", ["done", "dropped", "stuck"])
def test_never_for_what_has_ended(state, action, jonas, time_machine):
    follow_up.finish_action(action=action, by=jonas, state=state, reason="Det gick inte")
    for day in (23, 26):
        time_machine.move_to(datetime(2026, 11, day, 9, tzinfo=UTC))
        nudge()
    assert not NUDGES.exists()


def test_a_week_of_leave_is_still(action, amina, time_machine):
    planning.set_leave(team=action.team, by=amina, weeks=["2026-48"])
    for day in (23, 26):
        time_machine.move_to(datetime(2026, 11, day, 9, tzinfo=UTC))
        nudge()
    assert not NUDGES.exists()


def test_who_is_away_is_left_alone(action, jonas, time_machine):
    jonas.away_until = date(2026, 11, 30)
    jonas.save()
    time_machine.move_to(MONDAY)
    nudge()
    assert not NUDGES.exists()


def test_after_the_full_stop_it_is_quiet_until_monday(action, time_machine):
    Action.objects.update(due_on=date(2026, 11, 23))
    for moment in (datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC)):
        time_machine.move_to(moment)
        nudge()
        assert not NUDGES.exists()
    time_machine.move_to(MONDAY)
    nudge()
    assert NUDGES.count() == 1


def test_a_stuck_action_needs_to_say_on_what(action, jonas, sign_in):
    browser, address = sign_in(jonas), page(action.team, f"atgard/{action.pk}/")
    for reason in ("", "   "):
        said = browser.post(address, {"state": "stuck", "reason": reason}, follow=True)
        assert "Skriv vad det fastnade på" in said.content.decode()
        action.refresh_from_db()
        assert action.state == "open"
    browser.post(address, {"state": "dropped"})
    action.refresh_from_db()
    assert action.state == "dropped"


def test_an_old_page_erases_nothing_and_is_told_how_it_is(action, amina, jonas, lena, sign_in):
    address, browser = page(action.team, f"atgard/{action.pk}/"), sign_in(amina)
    shown = browser.get(page(action.team, "atgarder/")).text
    assert '<input type="hidden" name="seen" value="open"' in shown
    follow_up.finish_action(action=action, by=jonas, state="stuck", reason="Budgeten")
    old = {"state": "done", "reason": "Hissen går", "seen": "open"}
    plan = {"text": "Ring", "owner": lena.pk, "due_on": "2026-12-04", "seen": "open"}
    for where, sent in ((address, old), (f"{address}andra/", plan)):
        answer = browser.post(where, sent)
        assert answer.status_code == 422
        assert "Någon annan hann före. Nu står det: Fastnade: Budgeten" in answer.text
        action.refresh_from_db()
        assert (action.state, action.reason, action.owner) == ("stuck", "Budgeten", jonas)
    again = browser.post(address, old).context["form"]
    assert "Hissen går" in again.as_p()
    browser.post(address, {name: again[name].value() or "" for name in ("state", "reason", "seen")})
    action.refresh_from_db()
    assert (action.state, action.reason) == ("done", "Hissen går")


def test_two_clicks_write_down_one_deed(action, amina, lena, sign_in):
    browser, address = sign_in(amina), page(action.team, f"atgard/{action.pk}/")
    plan = {"text": "Ring igen", "owner": lena.pk, "due_on": "2026-12-04", "seen": "done"}
    for what, where, sent in (
        ("action finished", address, {"state": "done", "seen": "open"}),
        ("action planned", f"{address}andra/", plan),
    ):
        for _twice in range(2):
            assert browser.post(where, sent).status_code == 302
        assert AuditEvent.objects.filter(verb=what).count() == 1


def test_the_day_of_a_week_in_the_history_stays(action, amina, sign_in):
    browser = sign_in(amina)
    before = browser.get(page(action.team, "atgarder/")).text.split("<h3>v.")[1][:200]
    planning.set_time(team=action.team, by=amina, weekday=2, meets_at=time(14))
    after = browser.get(page(action.team, "atgarder/")).text.split("<h3>v.")[1][:200]
    assert before == after and "från måndag 16\xa0november\xa02026" in after


def test_any_member_opens_it_again_with_a_new_day(action, amina, lena, sign_in):
    follow_up.finish_action(action=action, by=amina, state="stuck", reason="Ingen svarar")
    sent = {"text": "Ring en gång till", "owner": lena.pk, "due_on": "2026-12-04"}
    sign_in(lena).post(page(action.team, f"atgard/{action.pk}/andra/"), sent)
    action.refresh_from_db()
    assert (action.state, action.reason, action.owner) == ("open", "", lena)
    assert (action.text, action.due_on) == ("Ring en gång till", date(2026, 12, 4))


def test_a_day_that_has_been_and_an_outsider_are_refused(action, karin, lena, jonas, sign_in):
    address = page(action.team, f"atgard/{action.pk}/andra/")
    past = {"text": "Ring", "owner": jonas.pk, "due_on": "2020-01-01"}
    said = sign_in(lena).post(address, past, follow=True).content.decode()
    assert "Välj en dag som inte har varit" in said
    sign_in(lena).post(address, {"text": "Ring", "owner": karin.pk, "due_on": "2026-12-04"})
    action.refresh_from_db()
    assert (action.owner, action.due_on) == (jonas, date(2026, 11, 27))
    with pytest.raises(PermissionDenied):
        follow_up.take_over(action=action, by=karin)


@pytest.mark.parametrize("leaves", ["team", "employment"])
def test_an_action_that_nobody_sees_to_can_be_taken_over(
    leaves, action, jonas, lena, sign_in, time_machine
):
    address, browser = page(action.team, "atgarder/"), sign_in(lena)
    assert "Ingen ser till den" not in browser.get(address).content.decode()
    with pytest.raises(ValidationError):
        follow_up.take_over(action=action, by=lena)
    if leaves == "team":
        TeamMembership.objects.filter(person=jonas).delete()
    else:
        Employment.objects.filter(person=jonas).update(until=date(2026, 11, 1))
    seen = browser.get(address).content.decode()
    assert "Ingen ser till den" in seen and "Jonas" not in seen
    browser.post(page(action.team, f"atgard/{action.pk}/ta-over/"))
    action.refresh_from_db()
    assert action.owner == lena
    time_machine.move_to(MONDAY)
    nudge()
    assert NUDGES.get().person == lena


def test_who_has_left_is_not_nudged(action, jonas, time_machine):
    TeamMembership.objects.filter(person=jonas).delete()
    time_machine.move_to(MONDAY)
    nudge()
    assert not NUDGES.exists()


def test_the_history_has_themes_and_actions_week_by_week(action, amina, jonas, sign_in):
    Retrospective.objects.update(labels=["Larm", "Nycklar"])
    follow_up.finish_action(action=action, by=jonas, state="stuck", reason="Ingen svarar")
    browser = sign_in(amina)
    seen = browser.get(page(action.team, "atgarder/")).content.decode()
    for word in ("v. 47", "Larm", "Nycklar", "Ring", "Fastnade: Ingen svarar", "Öppna igen"):
        assert word in seen
    for address in ("/fredag/", page(action.team, "teamet/")):
        assert page(action.team, "atgarder/") in browser.get(address).content.decode()


def test_an_empty_history_says_what_will_stand_there(team, amina, sign_in):
    seen = sign_in(amina).get(page(team, "atgarder/")).content.decode()
    assert "När ni har satt er första punkt" in seen


@pytest.mark.parametrize(
    "who", ["nils", "karin", "administrator", "editor", "operator", "hr", "registrar"]
)
def test_the_history_is_the_teams_own(who, request, action, sign_in):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(page(action.team, "atgarder/")).status_code == 404
    for rest in ("andra/", "ta-over/"):
        address = page(action.team, f"atgard/{action.pk}/{rest}")
        assert browser.post(address).status_code == 404


def test_the_history_is_paged_and_asks_the_same_however_long(action, amina, jonas, sign_in):
    browser, address = sign_in(amina), page(action.team, "atgarder/")

    def asked():
        with CaptureQueriesContext(connection) as found:
            browser.get(address)
        return len(found)

    first = asked()
    for week in range(1, 31):
        past = Retrospective.objects.create(
            team=action.team, year=2025, week=week, step="closed", labels=[f"Tema {week}"]
        )
        facts = {"team": action.team, "owner": jonas, "due_on": date(2025, 9, 1)}
        Action.objects.create(retrospective=past, text=f"Sak {week}", **facts)
    assert asked() <= first <= 15
    second = browser.get(f"{address}?sida=2").content.decode()
    assert "Tema 20" in second and "Tema 30" not in second
    assert browser.get(f"{address}?sida=9").status_code == 404
