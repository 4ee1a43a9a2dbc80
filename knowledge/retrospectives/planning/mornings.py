"""What happens by itself: the board opens on Monday, and members are reminded of the meeting."""

from datetime import datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from knowledge.retrospectives import anonymity, quiet
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import Meeting
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import open_week
from people.notices.actions import tell
from people.once import first_time
from people.working_days import first_of_week

FIRST_REMINDER = time(6)


def open_boards() -> None:
    """From the morning of the first working day to the day of the meeting; safe to call again."""
    now = timezone.localtime()
    first = first_of_week(now.date())
    if now < timezone.make_aware(datetime.combine(first, quiet.MORNING)):
        return
    for last in Retrospective.objects.to_follow(now.date()).select_related("team"):
        if Meeting.in_week_of(last.team, now.date()).day >= now.date():
            open_as_last(last=last)


@transaction.atomic
def open_as_last(*, last: Retrospective) -> None:
    """With names or without, as the team chose. A team without names that has become too small
    opens its board itself, so that nobody's name is shown unawares; it is told once a month."""
    members = last.team.people.count()
    if members >= (anonymity.SMALLEST_TEAM if last.is_anonymous else 1):
        open_week(team=last.team, by=None, anonymous=last.is_anonymous)
    elif members and first_time("too small", last.team_id):
        url = reverse("knowledge:board", args=[last.team_id])
        tell("board_waits", last.team.people, url=url, team=last.team.name)


def remind() -> None:
    """On the day of the meeting until it begins, of an early one the day before; safe to repeat."""
    now = timezone.localtime()
    away = LeaveWeek.objects.in_week_of(now.date()).values("team")
    boards = (
        Retrospective.objects.open().exclude(team__in=away).select_related("team__organisation")
    )
    for board in boards if now.time() >= FIRST_REMINDER else ():
        meeting = Meeting.in_week_of(board.team, now.date())
        if meeting.reminded_on == now.date() and now < meeting.begins:
            remind_of(meeting=meeting)


@transaction.atomic
def remind_of(*, meeting: Meeting) -> None:
    """Everybody who is not away, whoever has written."""
    team = meeting.team
    if not first_time("meeting", team.pk, meeting.begins):
        return
    url = reverse("knowledge:board", args=[team.pk])
    there = [person for person in team.people if not person.is_away]
    kind = "meeting_early" if meeting.is_told_before else "meeting_today"
    tell(kind, there, url=url, team=team.name, clock=meeting.clock)
