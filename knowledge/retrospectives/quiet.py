"""After its full stop the team is left in peace until eight on Monday."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from knowledge.retrospectives.models import Retrospective
from people.organisations.models import Team

MORNING = time(8)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
EARLY = 3  # who meets before Thursday has the evening, else no week would have a word in it


def is_quiet(team: Team) -> bool:
    """The last stop is recent, and no new board is open."""
    now = timezone.localtime()
    boards = Retrospective.objects.filter(team=team)
    if boards.open().exists():
        return False
    recent = boards.filter(closed_on__gte=now.date() - WEEK).order_by("closed_on").last()
    return bool(recent and recent.closed_on and now < _over(recent.closed_on))


def _over(stopped: date) -> datetime:
    early = stopped.weekday() < EARLY
    day = stopped + (DAY if early else timedelta(days=7 - stopped.weekday()))
    return timezone.make_aware(datetime.combine(day, MORNING))
