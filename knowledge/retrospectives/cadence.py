"""What a team decides about its weeks: which are leave, and who leads when they have agreed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.retrospectives.meeting import Meeting, week_key
from people.organisations.models import Team
from people.records import Keep, Records


class LeaveWeekQuerySet(models.QuerySet["LeaveWeek"]):
    def in_week_of(self, day: date) -> LeaveWeekQuerySet:
        year, week, _weekday = day.isocalendar()
        return self.filter(year=year, week=week)

    def holds(self, meeting: Meeting) -> bool:
        return self.filter(team=meeting.team, year=meeting.year, week=meeting.week).exists()

    def keys_of(self, team: Team) -> set[str]:
        """The weeks from this one on, as `2026-48`."""
        return self.of_each([team])[team.pk]

    def of_each(self, teams: Collection[Team]) -> dict[int, set[str]]:
        """The same for each team by its key, in one question."""
        year, week, _weekday = timezone.localdate().isocalendar()
        keys: dict[int, set[str]] = {team.pk: set() for team in teams}
        for one in self.filter(team__in=teams, year__gte=year):
            if (one.year, one.week) >= (year, week):
                keys[one.team_id].add(one.key)
        return keys


class TeamWeek(models.Model):
    """Something about one week of one team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.team_id} {self.key}"

    @property
    def key(self) -> str:
        return week_key(self.year, self.week)


class LeaveWeek(TeamWeek):
    """A week in which the team is left alone: no board opens by itself, nobody is reminded."""

    records = Records(keep=Keep.INSTALLATION, internal="id team year week")

    objects = LeaveWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "year", "week"], name="leave_week_once")
        ]


class Turn(TeamWeek):
    """Who leads a week that members have swapped or handed over; other weeks go by name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    records = Records(keep=Keep.EMPLOYMENT, internal="id team year week", personal="person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "year", "week"], name="turn_once")]
