"""Any member sets when the team meets, and which weeks it has leave."""

from collections.abc import Collection
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import coming
from knowledge.retrospectives.opening import must_belong
from people.audit import record
from people.organisations.models import Team
from people.persons.models import Person


@transaction.atomic
def set_time(*, team: Team, by: Person, weekday: int, meets_at: time) -> None:
    must_belong(by, team.pk)
    team.weekday, team.meets_at = weekday, meets_at
    team.save(update_fields=["weekday", "meets_at"])
    record("team time set", team, by=by, weekday=weekday)


@transaction.atomic
def set_leave(*, team: Team, by: Person, weeks: Collection[str], seen: str = "") -> None:
    """Of the weeks ahead exactly these, written as `2026-48`, are leave from now on.

    `seen`: what the page showed (`leave_seen`), if it said. ValidationError if it is another now.
    """
    must_belong(by, team.pk)
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    ahead, kept = coming(team), LeaveWeek.objects.keys_of(team)
    known = {one.key for one in ahead}
    if kept & known == set(weeks):
        return
    if seen and kept & known != known.intersection(seen.split()):
        raise ValidationError(_("Någon annan har ändrat de lediga veckorna. Så här är de nu."))
    for one in ahead:
        if one.key in weeks:
            LeaveWeek.objects.get_or_create(team=team, year=one.year, week=one.week)
        else:
            LeaveWeek.objects.filter(team=team, year=one.year, week=one.week).delete()
    record("team leave set", team, by=by, weeks=len(weeks))


def leave_seen(weeks: Collection[str]) -> str:
    """Never empty, so that a page that showed no week says that as well."""
    return " ".join(sorted(weeks)) or "-"
