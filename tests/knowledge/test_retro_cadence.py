"""A team sets its day once. The board opens by itself, moves before red days, is still on leave."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from knowledge.retrospectives import closing, opening, writing
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.cards import Slot
from knowledge.retrospectives.meeting import Meeting, moved
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.planning import actions as planning
from knowledge.retrospectives.planning import calendar_keys
from knowledge.retrospectives.planning.mornings import open_boards, remind
from people.audit import AuditEvent
from people.notices.actions import choose
from people.notices.models import Letter, Notice
from people.organisations.models import Team

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)  # eight by the Swedish clock
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
REMINDED = Notice.objects.filter(kind="meeting_today")


@pytest.fixture
def used(team, amina, time_machine):
    """The team had a board without names in week 47 and set its full stop. Now it is Monday."""
    time_machine.move_to(datetime(2026, 11, 20, 12, tzinfo=UTC))
    board = opening.open_board(team=team, by=amina, anonymous=True)
    writing.write_card(board=board, by=amina, column="learned", text="Vi hann")
    closing.set_full_stop(board=board, by=amina)
    Notice.objects.all().delete()
    time_machine.move_to(MONDAY)
    return team


@pytest.mark.parametrize(
    ("usual", "day"),
    [
        ((2026, 11, 27), (2026, 11, 27)),
        ((2026, 5, 1), (2026, 4, 30)),  # the first of May
        ((2026, 6, 19), (2026, 6, 18)),  # midsummer eve
        ((2026, 12, 25), (2026, 12, 23)),  # past Christmas eve as well
        ((2026, 4, 6), (2026, 4, 7)),  # Easter Monday: the board's week has no earlier day
    ],
)
def test_a_meeting_moves_to_the_nearest_earlier_working_day(usual, day):
    assert moved(date(*usual)) == date(*day)


def test_any_member_sets_day_and_time_and_the_page_says_it_in_words(team, jonas, sign_in):
    browser, page = sign_in(jonas), f"/fredag/{team.pk}/teamet/"
    assert "Ni ses fredagar 14.00." in browser.get(page).content.decode()
    sent = {"weekday": "4", "meets_at": "09:30"}
    after = browser.post(f"/fredag/{team.pk}/tid/", sent, follow=True).content.decode()
    assert "Ni ses torsdagar 09.30." in after
    assert "ses torsdagar 09.30" in browser.get("/fredag/").content.decode()


def test_no_team_meets_on_a_monday_before_its_board_is_there(team, jonas, sign_in):
    browser, page = sign_in(jonas), f"/fredag/{team.pk}/tid/"
    answer = browser.post(page, {"weekday": "1", "meets_at": "08:59"})
    assert answer.status_code == 422
    assert "Välj klockan 9 eller senare" in answer.text
    assert browser.post(page, {"weekday": "1", "meets_at": "09:00"}).status_code == 302
    assert browser.post(page, {"weekday": "2", "meets_at": "06:00"}).status_code == 302


def test_only_members_plan(team, karin):
    with pytest.raises(PermissionDenied):
        planning.set_time(team=team, by=karin, weekday=1, meets_at=time(9))
    with pytest.raises(PermissionDenied):
        planning.set_leave(team=team, by=karin, weeks=[])


def test_the_clock_is_the_swedish_one_summer_and_winter(team):
    summer, winter = Meeting(team, 2026, 27), Meeting(team, 2026, 48)
    assert (summer.begins.astimezone(UTC).hour, winter.begins.astimezone(UTC).hour) == (12, 13)


def test_the_pages_say_that_and_why_the_meeting_has_moved(team, amina, sign_in, time_machine):
    time_machine.move_to(datetime(2026, 6, 15, 8, tzinfo=UTC))
    board, browser = opening.open_board(team=team, by=amina, anonymous=False), sign_in(amina)
    assert Meeting.in_week_of(team, board.monday).day == date(2026, 6, 18)
    for page in ("", f"{team.pk}/", f"{team.pk}/teamet/"):
        text = browser.get(f"/fredag/{page}").content.decode()
        assert "Torsdag den här veckan, för fredag är midsommarafton." in text
    assert text.count("I stället för fredag, som är midsommarafton.") == 1


def test_the_board_opens_on_monday_once_with_the_same_choice(used):
    for _twice in range(2):
        open_boards()
    board = Retrospective.objects.get(week=48)
    assert (board.is_anonymous, board.slots.count()) == (True, 64)
    assert Notice.objects.filter(kind="board_opened").count() == 5


def test_not_before_the_morning_nor_when_the_meeting_is_over(used, time_machine):
    for moment in (MONDAY.replace(hour=4), FRIDAY.replace(day=28)):
        time_machine.move_to(moment)
        open_boards()
    assert not Retrospective.objects.filter(week=48).exists()
    time_machine.move_to(FRIDAY.replace(day=25))  # the worker was down on Monday
    open_boards()
    assert Retrospective.objects.filter(week=48).exists()


def test_a_team_that_has_never_chosen_opens_its_first_board_itself(used):
    """As the other team's week begins, whose board shows that boards do open."""
    new = Team.objects.create(organisation=used.organisation, name="Nya laget")
    new.members.set(used.people)
    open_boards()
    assert Retrospective.objects.filter(team=used, week=48).exists()
    assert not Retrospective.objects.filter(team=new).exists()


def test_a_board_that_waits_for_its_stop_goes_on(used, amina, time_machine):
    open_boards()
    time_machine.move_to(MONDAY.replace(day=30))
    open_boards()
    assert not Retrospective.objects.filter(week=49).exists()


def test_a_team_that_has_stopped_meeting_is_left_alone(used, time_machine):
    open_boards()
    time_machine.move_to(datetime(2027, 1, 11, 8, tzinfo=UTC))
    closing.stop_forgotten()
    open_boards()
    assert not Retrospective.objects.filter(year=2027).exists()


def test_a_team_without_names_that_shrank_opens_its_board_itself_and_is_told_so(used, jonas):
    used.memberships.filter(person=jonas).delete()
    for _twice in range(2):
        open_boards()
    assert not Retrospective.objects.filter(week=48).exists()
    told = Notice.objects.filter(kind="board_waits")
    assert told.count() == 4 and "färre än fem" in str(told[0])


def test_after_a_red_monday_the_board_opens_on_the_first_working_day(used, amina, time_machine):
    time_machine.move_to(datetime(2026, 3, 27, 12, tzinfo=UTC))
    board = opening.open_board(team=used, by=amina, anonymous=False)
    closing.set_full_stop(board=board, by=amina)
    for day, there in ((6, False), (7, True)):  # Easter Monday, and the day after
        time_machine.move_to(datetime(2026, 4, day, 8, tzinfo=UTC))
        open_boards()
        assert Retrospective.objects.filter(week=15, year=2026).exists() is there


EASTER, NATIONAL_DAY = datetime(2026, 4, 7, 5, tzinfo=UTC), datetime(2028, 6, 5, 5, tzinfo=UTC)


@pytest.fixture(params=[EASTER, NATIONAL_DAY])
def first_day(request, used, amina, time_machine):
    """07.00 in a week whose first working day is that of a team which meets on Tuesdays 07.30."""
    planning.set_time(team=used, by=amina, weekday=2, meets_at=time(7, 30))
    time_machine.move_to(request.param - timedelta(days=11))
    board = opening.open_board(team=used, by=amina, anonymous=False)
    closing.set_full_stop(board=board, by=amina)
    Notice.objects.all().delete()
    time_machine.move_to(request.param)
    return request.param


def test_nobody_meets_before_the_board_of_the_week_is_there(first_day, time_machine):
    for minutes, boards, told in ((55, 0, 0), (65, 1, 5), (75, 1, 5)):
        time_machine.move_to(first_day + timedelta(minutes=minutes))
        open_boards()
        remind()
        assert Retrospective.objects.open().count() == boards
        assert REMINDED.count() == told
    assert str(REMINDED.first()) == "E-tjänstlaget ses i dag kl. 09.00"


def test_every_place_tells_the_later_time(first_day, used, amina, sign_in):
    opening.open_board(team=used, by=amina, anonymous=False)
    browser = sign_in(amina)
    for page in ("", f"{used.pk}/teamet/"):
        text = browser.get(f"/fredag/{page}").text
        assert "Den här veckan börjar ni kl. 09.00, för tavlan öppnar kl. 8" in text
        assert "tisdagar 07.30" in text
    assert "09.00" in browser.get("/").text
    key = calendar_keys.new_address(team=used, by=amina)
    body = browser.get(f"/fredag/kalender/{key.token}.ics").text
    assert f"{first_day:%Y%m%d}T090000" in body


def test_the_week_after_the_time_is_the_usual(first_day, used):
    later = Meeting.in_week_of(used, (first_day + timedelta(days=7)).date())
    assert (later.clock, later.why_later) == ("07.30", "")


def test_the_reminder_of_a_board_that_goes_on_tells_the_right_day(used, amina, time_machine):
    planning.set_time(team=used, by=amina, weekday=2, meets_at=time(6, 30))
    time_machine.move_to(EASTER - timedelta(days=11))
    opening.open_board(team=used, by=amina, anonymous=False)
    time_machine.move_to(EASTER.replace(hour=4, minute=5))
    remind()
    assert str(REMINDED.first()) == "E-tjänstlaget ses i dag kl. 09.00"
    assert not Notice.objects.filter(kind="meeting_early").exists()


def test_after_the_full_stop_the_page_says_which_week_is_next(used, amina, sign_in):
    browser = sign_in(amina)
    board = opening.open_board(team=used, by=amina, anonymous=True)
    closing.set_full_stop(board=board, by=amina)
    planning.set_leave(team=used, by=amina, weeks=["2026-49", "2026-50"])
    for page in ("/fredag/", f"/fredag/{used.pk}/punkt/"):
        assert "Nästa tavla är för v. 51." in browser.get(page).text


def test_the_start_page_says_when_the_team_meets_next(used, amina, sign_in, time_machine):
    opening.open_board(team=used, by=amina, anonymous=True)
    time_machine.move_to(datetime(2026, 12, 1, 8, tzinfo=UTC))  # nobody has set the full stop
    assert "Fredag 4 december" in sign_in(amina).get("/").text
    amina.language = "en"
    amina.save()
    assert "Friday 4 December" in sign_in(amina).get("/").text


def test_a_week_of_leave_is_still(used, amina, sign_in, time_machine):
    browser = sign_in(amina)
    sent = {"weeks": ["2026-48"]}
    page = browser.post(f"/fredag/{used.pk}/ledigt/", sent, follow=True).content.decode()
    assert "Den här veckan är ni lediga." in page
    open_boards()
    assert not Retrospective.objects.filter(week=48).exists()
    opening.open_board(team=used, by=amina, anonymous=True)
    time_machine.move_to(FRIDAY)
    remind()
    assert not REMINDED.exists()
    planning.set_leave(team=used, by=amina, weeks=[])
    remind()
    assert REMINDED.exists()


def test_an_old_page_takes_no_leave_from_another_and_two_clicks_are_one(used, amina, sign_in):
    browser, page = sign_in(amina), f"/fredag/{used.pk}/ledigt/"
    assert 'name="seen" value="-"' in browser.get(f"/fredag/{used.pk}/teamet/").text
    planning.set_leave(team=used, by=amina, weeks=["2026-52"])
    said = browser.post(page, {"weeks": ["2026-48"], "seen": "-"}, follow=True).text
    assert "Någon annan har ändrat de lediga veckorna. Så här är de nu." in said
    assert LeaveWeek.objects.keys_of(used) == {"2026-52"}
    for _twice in range(2):
        browser.post(page, {"weeks": ["2026-48", "2026-52"], "seen": "2026-47 2026-52"})
    assert LeaveWeek.objects.keys_of(used) == {"2026-48", "2026-52"}
    assert AuditEvent.objects.filter(verb="team leave set").count() == 2


def test_weeks_that_are_not_ahead_are_refused(used, amina, sign_in):
    answer = sign_in(amina).post(f"/fredag/{used.pk}/ledigt/", {"weeks": ["2026-40"]})
    assert answer.status_code == 422


def test_everybody_but_who_is_away_is_reminded_once_that_morning(used, jonas, time_machine):
    open_boards()
    jonas.away_until = date(2026, 12, 1)
    jonas.save()
    for moment in (FRIDAY.replace(hour=4), FRIDAY, FRIDAY.replace(hour=9)):
        time_machine.move_to(moment)
        remind()
    assert REMINDED.count() == 4
    assert not REMINDED.filter(person=jonas).exists()
    assert str(REMINDED.first()) == "E-tjänstlaget ses i dag kl. 14.00"
    assert Letter.objects.filter(subject="E-tjänstlaget ses i dag kl. 14.00").count() == 4


def test_nobody_is_reminded_of_what_has_begun_or_is_over(used, amina, time_machine):
    open_boards()
    time_machine.move_to(FRIDAY.replace(hour=14))
    remind()
    time_machine.move_to(FRIDAY)
    closing.set_full_stop(board=Retrospective.objects.get(week=48), by=amina)
    remind()
    assert not REMINDED.exists()


def test_a_time_that_is_changed_is_told_of_again(used, amina, time_machine):
    open_boards()
    time_machine.move_to(FRIDAY)
    remind()
    planning.set_time(team=used, by=amina, weekday=5, meets_at=time(15))
    for _twice in range(2):
        remind()
    assert REMINDED.filter(person=amina).count() == 2


@pytest.mark.parametrize(("week", "day"), [(48, (2026, 11, 23)), (15, (2026, 4, 7))])
def test_an_early_meeting_is_never_told_of_a_week_before(week, day, team):
    team.weekday, team.meets_at = 2, time(6, 30)
    assert Meeting(team, 2026, week).reminded_on == date(*day)


def test_who_meets_before_the_day_begins_is_reminded_the_working_day_before(
    used, amina, time_machine
):
    planning.set_time(team=used, by=amina, weekday=5, meets_at=time(5, 30))
    open_boards()
    moments = {
        datetime(2026, 11, 25, 12, tzinfo=UTC): 0,
        datetime(2026, 11, 26, 4, tzinfo=UTC): 0,  # five in the morning
        datetime(2026, 11, 26, 12, tzinfo=UTC): 5,
        datetime(2026, 11, 27, 3, tzinfo=UTC): 5,
    }
    for moment, number in moments.items():
        time_machine.move_to(moment)
        remind()
        assert Notice.objects.filter(kind="meeting_early").count() == number
    assert not REMINDED.exists()
    said = Notice.objects.filter(kind="meeting_early").first().sentence
    assert said == "E-tjänstlaget ses nästa arbetsdag kl. 05.30"


def test_the_reminder_is_a_setting_of_its_own(used, amina, sign_in, time_machine):
    page = sign_in(amina).get("/jag/notiser/installningar/").content.decode()
    assert "Teamet ses i dag" in page
    choose(person=amina, deliveries={"meeting_today": "off"})
    open_boards()
    time_machine.move_to(FRIDAY)
    remind()
    assert not REMINDED.filter(person=amina).exists()


def test_a_board_with_names_can_drop_them_until_somebody_writes(named, amina, sign_in):
    browser, page = sign_in(amina), f"/fredag/{named.team_id}/"
    browser.post(f"{page}med/")
    assert "Skriv utan namn i stället" in browser.get(page).content.decode()
    for _twice in range(2):
        browser.post(f"{page}utan-namn/")
    named.refresh_from_db()
    assert (named.is_anonymous, Slot.objects.count()) == (True, 64)
    assert opening.attend(board=named, by=amina) == ""  # no second ticket
    card = {"text": "Driftstoppet i tisdags", "column": "went_wrong"}
    browser.post(f"{page}lapp/", card)
    assert Slot.objects.exclude(text="").count() == 1


def test_names_that_stand_there_stay_and_no_button_brings_names_back(named, amina, sign_in):
    writing.write_card(board=named, by=amina, column="learned", text="Mitt namn står här")
    with pytest.raises(ValidationError, match="lappar med namn"):
        opening.drop_names(board=named, by=amina)
    page = f"/fredag/{named.team_id}/"
    assert "Skriv utan namn i stället" not in sign_in(amina).get(page).content.decode()


def test_a_small_team_is_told_what_it_means_where_it_starts_and_writes(team, amina, jonas, sign_in):
    browser = sign_in(amina)
    assert "gissa vem som skrev" in browser.get("/fredag/nytt-team/").content.decode()
    team.memberships.filter(person=jonas).delete()
    for page in ("", "teamet/"):
        text = browser.get(f"/fredag/{team.pk}/{page}").content.decode()
        assert "gissa vem som skrev" in text
    board = opening.open_board(team=team, by=amina, anonymous=False)
    assert "Ni är färre än fem" in browser.get(f"/fredag/{team.pk}/").content.decode()
    with pytest.raises(ValidationError, match="minst fem"):
        opening.drop_names(board=board, by=amina)


def test_the_page_says_who_is_in_the_team_and_since_when(team, amina, sign_in):
    page = f"/fredag/{team.pk}/teamet/"
    assert "Jonas Ek" in sign_in(amina).get(page).content.decode()
    team.memberships.filter(person__name="Jonas Ek").delete()
    assert "Jonas Ek" not in sign_in(amina).get(page).content.decode()


def test_the_page_asks_the_same_however_many_weeks(
    team, amina, sign_in, django_assert_max_num_queries
):
    browser = sign_in(amina)
    with django_assert_max_num_queries(15):
        browser.get(f"/fredag/{team.pk}/teamet/")
