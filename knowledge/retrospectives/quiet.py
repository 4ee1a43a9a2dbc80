"""After its full stop the team is left in peace until eight on Monday."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from knowledge.retrospectives.models import Retrospective
from people.organisations.models import Team

MORNING = time(8)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
EARLY = 3  # who meets before Thursday has the evening, else no week would have a word in it


def is_quiet(team: Team) -> bool:
    return team.pk in quiet_among({team.pk})


def quiet_among(teams: Collection[int]) -> set[int]:
    """Those whose last stop is recent, and that have no new board open."""
    now = timezone.localtime()
    boards = Retrospective.objects.filter(team__in=teams).order_by()
    recent = boards.filter(closed_on__gte=now.date() - WEEK).values_list("team", "closed_on")
    quiet = {team for team, stopped in recent if stopped and now < _over(stopped)}
    return quiet - set(boards.open().values_list("team", flat=True)) if quiet else quiet


def _over(stopped: date) -> datetime:
    early = stopped.weekday() < EARLY
    day = stopped + (DAY if early else timedelta(days=7 - stopped.weekday()))
    return timezone.make_aware(datetime.combine(day, MORNING))
