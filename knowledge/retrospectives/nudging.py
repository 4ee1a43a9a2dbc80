"""The owner of what the team decided hears of it when the week begins, and the day before."""

from datetime import date
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from knowledge.retrospectives.agreed import Action, ActionQuerySet
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.quiet import MORNING, quiet_among
from people.notices.actions import tell
from people.once import first_time
from people.working_days import first_of_week, is_working_day, working_days_after


def nudge() -> None:
    """From eight on a working day; safe to call again."""
    now = timezone.localtime()
    today = now.date()
    if now.time() < MORNING or not is_working_day(today):
        return
    waiting = to_nudge(today)
    if today == first_of_week(today):
        _each("actions_open", waiting, today)
    else:
        soon = working_days_after(today, 1)
        _each("action_due", waiting.filter(due_on__gt=today, due_on__lte=soon), today)


def to_nudge(today: date) -> ActionQuerySet:
    """Open actions of those who are at work, but for teams on leave."""
    leave = LeaveWeek.objects.in_week_of(today).values("team")
    waiting = Action.objects.unfinished().kept()
    waiting = waiting.exclude(team__in=leave).exclude(owner__away_until__gte=today)
    return waiting.select_related("owner", "team").order_by("team", "owner")


def _each(kind: str, actions: ActionQuerySet, today: date) -> None:
    """One notice to each owner for each of their teams."""
    found = list(actions)
    quiet = quiet_among({one.team_id for one in found})
    heard = [one for one in found if one.team_id not in quiet]
    for _key, own in groupby(heard, key=lambda one: (one.team_id, one.owner_id)):
        _tell(kind, list(own), today)


@transaction.atomic
def _tell(kind: str, own: list[Action], today: date) -> None:
    first = own[0]
    if first.owner and first_time(kind, first.team_id, first.owner_id, today):
        url = reverse("knowledge:team_actions", args=[first.team_id])
        tell(kind, [first.owner], url=url, team=first.team.name, number=len(own))
