"""What a member sees of the team and its coming weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from knowledge.retrospectives import anonymity
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import Meeting, coming
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.planning.calendar_keys import CalendarKey
from knowledge.retrospectives.planning.rota import Rota
from people.ordering import by_name
from people.organisations.models import Team, TeamChange, TeamMembership
from people.persons.models import Person
from people.working_days import working_days_after

LONG_AGO = Value(date.min)


@dataclass(frozen=True)
class Week:
    """`next` is the meeting after it, past weeks of leave."""

    meeting: Meeting
    is_leave: bool
    leader: Person | None = None
    next: Meeting | None = None

    @property
    def is_last(self) -> bool:
        """No working day of the week is left today."""
        return working_days_after(timezone.localdate(), 1) > self.meeting.sunday


def this_week(teams: list[Team]) -> list[tuple[Team, Week]]:
    """Several teams' weeks in one question."""
    leave = LeaveWeek.objects.of_each(teams)

    def week(team: Team) -> Week:
        now, *later = coming(team)
        following = (one for one in later if one.key not in leave[team.pk])
        return Week(now, now.key in leave[team.pk], next=next(following, None))

    return [(one, week(one)) for one in teams]


class TeamSeen:
    """Reads each table at most once."""

    def __init__(self, team: Team, viewer: Person) -> None:
        self.team, self.viewer = team, viewer

    @cached_property
    def calendar(self) -> CalendarKey | None:
        return CalendarKey.objects.of(self.viewer, self.team)

    @cached_property
    def memberships(self) -> list[TeamMembership]:
        rows = self.team.memberships.today().select_related("person")
        return list(rows.order_by(by_name("person__name"), "pk"))

    @cached_property
    def changes(self) -> list[TeamChange]:
        """Who has come and who has left since the team's last full stop."""
        last = Subquery(Retrospective.objects.last_stop(self.team))
        rows = self.team.changes.since(Coalesce(last, LONG_AGO))
        return list(rows.select_related("person"))

    @property
    def is_small(self) -> bool:
        return len(self.memberships) < anonymity.SMALLEST_TEAM

    @cached_property
    def rota(self) -> Rota:
        return Rota(self.team)

    @property
    def leads_now(self) -> bool:
        return not self.this_week.is_leave and self.this_week.leader == self.viewer

    @property
    def may_swap(self) -> bool:
        leaders = {person.pk for _meeting, person in self.rota.ahead}
        return self.viewer.pk in leaders and len(leaders) > 1

    @cached_property
    def weeks(self) -> list[Week]:
        leave, leads = self.rota.leave, self.rota.leads
        return [Week(one, one.key in leave, leads(one)) for one in coming(self.team)]

    @property
    def this_week(self) -> Week:
        return self.weeks[0]
