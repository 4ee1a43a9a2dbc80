"""The team's meetings at an address of one's own, as RFC 5545 wants them."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from django.core.exceptions import PermissionDenied
from django.test import Client

from knowledge.retrospectives import membership
from knowledge.retrospectives.planning import actions as planning
from knowledge.retrospectives.planning.calendar_keys import CalendarKey, new_address, revoke_address
from knowledge.retrospectives.planning.icalendar import folded
from people.audit import AuditEvent

LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=[^";:,\x00-\x1f]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)')
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
STAMP = r"\d{8}T\d{6}"
VALUES = {
    "UID": r"[\w@.-]+",
    "DTSTAMP": STAMP + "Z",
    "DTSTART": STAMP,
    "DURATION": r"PT\d+M",
    "SUMMARY": TEXT.pattern,
    "URL": r"https?://\S+",
}


def read(body):
    """The events of a calendar; anything that RFC 5545 does not allow is an error."""
    text = body.decode()
    assert text.endswith("\r\n") and not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    open_parts, events = [], []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        found = LINE.fullmatch(line)
        assert found, line
        name, facts, value = found.groups()
        if name == "BEGIN":
            open_parts.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert re.fullmatch(VALUES[name], value), line
            assert name not in events[-1]
            events[-1][name] = (facts, value)
    assert not open_parts and text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert all(set(one) == set(VALUES) for one in events)
    return events


def days(body):
    return [datetime.strptime(one["DTSTART"][1], "%Y%m%dT%H%M%S") for one in read(body)]


@pytest.fixture
def address(team, amina, time_machine):
    """Amina's address, in the week before midsummer."""
    time_machine.move_to(datetime(2026, 6, 9, 8, tzinfo=UTC))
    return f"/fredag/kalender/{new_address(team=team, by=amina).token}.ics"


def test_twelve_weeks_each_on_its_own_day(address):
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = days(answer.content)
    assert len(found) == 12 and {one.hour for one in found} == {14}
    assert [one.date() for one in found[:3]] == [
        date(2026, 6, 12), date(2026, 6, 18), date(2026, 6, 26)
    ]  # fmt: skip


def test_it_says_the_name_of_the_team_and_no_more(address, team, amina):
    one = read(Client().get(address).content)[0]
    assert one["SUMMARY"][1] == "Fredag · E-tjänstlaget"
    assert one["DTSTART"][0] == ";TZID=Europe/Stockholm"
    body = Client().get(address).content.decode()
    assert not any(person.name in body or person.email in body for person in team.members.all())


def test_a_week_keeps_its_name_when_the_team_meets_another_day(address, team, amina):
    before = read(Client().get(address).content)
    team.weekday = 3
    team.save()
    after = read(Client().get(address).content)
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert len({one["UID"] for one in after}) == 12
    assert days(Client().get(address).content)[0].isoweekday() == 3


def test_weeks_of_leave_are_left_out(address, team, amina):
    planning.set_leave(team=team, by=amina, weeks=["2026-28", "2026-29"])
    weeks = {one.isocalendar().week for one in days(Client().get(address).content)}
    assert weeks == {*range(24, 36)} - {28, 29}


def test_its_zone_is_the_swedish_one(address):
    zone = tzical(io.StringIO(Client().get(address).content.decode().replace("\r\n", "\n")))
    ours, real = zone.get("Europe/Stockholm"), ZoneInfo("Europe/Stockholm")
    noon = datetime(2026, 1, 1, 12)
    for number in range(800):
        day = noon + timedelta(days=number)
        assert day.replace(tzinfo=ours).utcoffset() == day.replace(tzinfo=real).utcoffset(), day


def test_a_name_with_signs_that_mean_something_is_text(address, team):
    team.name = "Å, \\ ;\r\nEND:VCALENDAR " + "ö" * 80
    team.save()
    one = read(Client().get(address).content)[0]
    assert one["SUMMARY"][1].startswith("Fredag · Å\\, \\\\ \\; END:VCALENDAR ööö")


def test_a_long_line_is_folded_between_letters():
    assert folded("a" * 75) == "a" * 75
    assert folded("a" * 74 + "ö" + "b" * 80) == "a" * 74 + "\r\n ö" + "b" * 72 + "\r\n " + "b" * 8


def test_after_leaving_the_team_the_address_is_gone(address, team, amina):
    team.memberships.filter(person=amina).delete()
    assert Client().get(address).status_code == 404


def test_who_comes_back_gets_a_new_address(address, team, amina, jonas):
    membership.leave(team=team, by=amina)
    membership.add_colleague(team=team, by=jonas, colleague=amina)
    assert Client().get(address).status_code == 404


def test_a_closed_account_has_no_calendar(address, amina):
    amina.is_active = False
    amina.save()
    assert Client().get(address).status_code == 404


def test_a_new_address_ends_the_old_one_and_it_can_be_taken_away(address, team, amina, sign_in):
    browser, page = sign_in(amina), f"/fredag/{team.pk}/kalender/"
    shown = browser.post(page, follow=True).content.decode()
    assert Client().get(address).status_code == 404
    new = re.search(r"/fredag/kalender/[\w.]+\.ics", shown)[0]
    assert len(read(Client().get(new).content)) == 12
    browser.post(f"{page}ta-bort/")
    assert Client().get(new).status_code == 404


def test_an_address_is_taken_away_once_by_a_member(address, team, amina, karin):
    with pytest.raises(PermissionDenied):
        revoke_address(team=team, by=karin)
    for _twice in range(2):
        revoke_address(team=team, by=amina)
    assert AuditEvent.objects.get(verb="revoke calendar").actor == amina
    assert not CalendarKey.objects.exists()


def test_an_address_cannot_be_made_up(address, team, jonas):
    key = CalendarKey.objects.get()
    for token in (f"{key.key.hex}.{'0' * 40}", key.key.hex, "x", str(key.key)):
        assert Client().get(f"/fredag/kalender/{token}.ics").status_code == 404


def test_each_member_has_one_of_their_own(address, team, amina, jonas):
    new_address(team=team, by=jonas)
    assert CalendarKey.objects.count() == 2
    assert Client().get(address).status_code == 200
