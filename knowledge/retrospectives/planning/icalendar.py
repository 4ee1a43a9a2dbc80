"""The team's meetings as a calendar, RFC 5545. It says the team's name, and when, and no more."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import Meeting, coming
from people.organisations.models import Team

CRLF = "\r\n"
WIDTH = 75  # octets in a line
UNSEEN = re.compile("[\x00-\x1f\x7f]+")
# Swedish time as it has been since 1996.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19970330T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""


def calendar_of(team: Team) -> bytes:
    """Twelve weeks, without those of leave."""
    leave = LeaveWeek.objects.keys_of(team)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Utbyte//Fredag//SV"]
    lines += [f"X-WR-CALNAME:{title(team)}", *ZONE.splitlines()]
    for meeting in coming(team):
        if meeting.key not in leave:
            lines += event(meeting, timezone.now())
    return "".join(folded(line) + CRLF for line in [*lines, "END:VCALENDAR"]).encode()


def event(meeting: Meeting, now: datetime) -> Iterator[str]:
    """The same week keeps its name when it moves, so that calendars move it too."""
    team = meeting.team
    host = urlsplit(settings.SITE_ADDRESS).hostname
    yield "BEGIN:VEVENT"
    yield f"UID:fredag-{team.pk}-{meeting.key}@{host}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Europe/Stockholm:{meeting.day:%Y%m%d}T{meeting.at:%H%M%S}"
    yield "DURATION:PT25M"
    yield f"SUMMARY:{title(team)}"
    yield f"URL:{settings.SITE_ADDRESS}{reverse('knowledge:board', args=[team.pk])}"
    yield "END:VEVENT"


def title(team: Team) -> str:
    return escaped(f"{_('Fredag')} · {team.name}")


def escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", UNSEEN.sub(" ", text))


def folded(line: str) -> str:
    """No line is longer than 75 octets, and no letter is cut in two."""
    parts = [""]
    for letter in line:
        if len(f"{parts[-1]}{letter}".encode()) > WIDTH:
            parts.append(" ")
        parts[-1] += letter
    return CRLF.join(parts)
