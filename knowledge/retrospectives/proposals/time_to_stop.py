"""How long a team has to change and stop what is about to be read by others."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from people.working_days import is_working_day

DAY = timedelta(days=1)
FRIDAY, MONDAY = 4, 0


def time_to_stop(made: datetime) -> datetime:
    """How long the team can change and stop what it is told of now, by the Swedish clock.

    From Friday to Sunday to the end of the next Monday that is a working day. On other days 24
    hours, to the next whole hour; to the end of the next working day when those hours end on a
    day off.
    """
    made = timezone.localtime(made)
    day = made.date() + DAY
    if made.weekday() >= FRIDAY:
        return _end_of(_first(day, lambda one: one.weekday() == MONDAY and is_working_day(one)))
    if is_working_day(day):
        return _whole_hour(made + DAY)
    return _end_of(_first(day, is_working_day))


def end_of_working_day(moment: datetime) -> datetime:
    """The end of that day, or of the first working day after it."""
    return _end_of(_first(timezone.localdate(moment), is_working_day))


def _first(day: date, fits: Callable[[date], bool]) -> date:
    while not fits(day):
        day += DAY
    return day


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + DAY, time()))


def _whole_hour(moment: datetime) -> datetime:
    """The moment itself or the hour that comes, so that the row keeps no minute."""
    later = moment + timedelta(hours=1, microseconds=-1)
    return later.replace(minute=0, second=0, microsecond=0)
