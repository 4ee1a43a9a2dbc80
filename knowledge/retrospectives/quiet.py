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
    return quiet_until(team) is not None


def quiet_until(team: Team) -> datetime | None:
    """None when the team may be spoken to now."""
    return _ends({team.pk}).get(team.pk)


def quiet_among(teams: Collection[int]) -> set[int]:
    return set(_ends(teams))


def _ends(teams: Collection[int]) -> dict[int, datetime]:
    """When it ends for those whose last stop is recent, and that have no new board open."""
    now = timezone.localtime()
    boards = Retrospective.objects.filter(team__in=teams).order_by()
    recent = boards.filter(closed_on__gte=now.date() - WEEK).values_list("team", "closed_on")
    ends: dict[int, datetime] = {}
    for team, stopped in recent:
        if stopped and now < (end := _over(stopped)):
            ends[team] = max(end, ends.get(team, end))
    for team in boards.open().values_list("team", flat=True) if ends else ():
        ends.pop(team, None)
    return ends


def _over(stopped: date) -> datetime:
    early = stopped.weekday() < EARLY
    day = stopped + (DAY if early else timedelta(days=7 - stopped.weekday()))
    return timezone.make_aware(datetime.combine(day, MORNING))
