"""A team's Friday board. Lives outside Wagtail; only members of the team ever see it.

Its cards are in `cards.py`, what the team agrees on in `agreed.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.agreed import Action
from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.formats import Columns, Format
from knowledge.retrospectives.own import teams_of
from knowledge.retrospectives.steps import Step
from people.organisations.models import Team
from people.persons.models import Viewer
from people.records import Keep, Records

__all__ = ["Action", "Attendance", "Retrospective", "RetrospectiveQuerySet", "teams_of"]

LONGEST = timedelta(days=30)  # how long cards may lie without a full stop


class RetrospectiveQuerySet(models.QuerySet["Retrospective"]):
    def visible_to(self, viewer: Viewer) -> RetrospectiveQuerySet:
        """Members of the team, today. Nobody else, whatever their role."""
        return self.filter(team__in=teams_of(viewer))

    def open(self) -> RetrospectiveQuerySet:
        return self.exclude(step=Step.CLOSED)

    def open_in(self, team: int) -> RetrospectiveQuerySet:
        return self.open().filter(team=team)

    def current(self, *given: models.Expression) -> RetrospectiveQuerySet:
        """Each team's board now: one that waits for its full stop, else this week's.

        `given`: year and week, where the question is written before they are known.
        """
        year, week = given or timezone.localdate().isocalendar()[:2]
        return self.filter(~Q(step=Step.CLOSED) | Q(year=year, week=week)).order_by("year", "week")

    def last_columns(self, team: Team) -> Columns:
        """What the team chose last; the usual three if it never has."""
        last = self.filter(team=team).order_by("-year", "-week").first()
        return last.chosen_columns if last else Columns()

    def last_stop(self, team: Team) -> models.QuerySet[Any, Any]:
        """The day of the team's last full stop, for use within another question."""
        return self.filter(team=team, step=Step.CLOSED).values("closed_on")[:1]

    def shown_before(self, board: Retrospective) -> Retrospective | None:
        """The earlier board that the team last saw its cards on."""
        others = self.filter(team=board.team_id, shown_on__isnull=False).exclude(pk=board.pk)
        return others.first()

    def note_change(self) -> None:
        """Those who look at these boards now are told that there is something new."""
        self.update(changes=F("changes") + 1)

    def forgotten(self) -> RetrospectiveQuerySet:
        return self.open().filter(opened_on__lte=timezone.localdate() - LONGEST)

    def remembered(self) -> RetrospectiveQuerySet:
        """Weeks that something is left of, with their actions; the newest first."""
        left = Exists(Action.objects.filter(retrospective=OuterRef("pk")))
        actions = Prefetch("actions", Action.objects.with_keeper())
        weeks = self.filter(left | ~Q(labels=[])).select_related("team")
        return weeks.prefetch_related(actions)

    def to_follow(self, day: date) -> RetrospectiveQuerySet:
        """Each team's last board, when a new one is to open by itself in the week of `day`.

        Not in a week of leave, and not when the last one lay empty until it was forgotten."""
        year, week, _weekday = day.isocalendar()
        newest = Retrospective.objects.filter(team=OuterRef("team")).values("pk")[:1]
        last = self.filter(pk=Subquery(newest), step=Step.CLOSED).exclude(year=year, week=week)
        leave = LeaveWeek.objects.in_week_of(day).values("team")
        last = last.exclude(card_count=0, closed_on__gte=F("opened_on") + LONGEST)
        return last.exclude(team__in=leave)


class Retrospective(models.Model):
    """One team's board of one week. What its members count on it unseen is in `marks.py`.

    `shown_to` is a mark of who was in the team when its cards were shown; see `mood.py`.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="retrospectives")
    year = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=Step, default=Step.WRITE)
    is_anonymous = models.BooleanField(_("Lappar utan namn"), default=False)
    is_revealed = models.BooleanField(default=False)
    format = models.CharField(max_length=10, choices=Format, default=Format.WEEK)
    own_columns = models.JSONField(default=list)
    opened_on = models.DateField(default=timezone.localdate)
    shown_on = models.DateField(null=True)
    shown_to = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    card_count = models.PositiveSmallIntegerField(default=0)
    vote_count = models.PositiveSmallIntegerField(default=0)
    labels = models.JSONField(default=list)
    changes = models.PositiveIntegerField(default=0)

    records = Records(
        keep=Keep.EMPLOYMENT,
        internal="id team year week step is_anonymous is_revealed format own_columns opened_on "
        "begun_at shown_on shown_to closed_on card_count vote_count labels changes",
    )

    objects = RetrospectiveQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-week")
        constraints = [
            models.UniqueConstraint(fields=["team", "year", "week"], name="one_board_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.year}-{self.week}"

    @property
    def is_closed(self) -> bool:
        return self.step == Step.CLOSED

    @property
    def erased_by(self) -> date:
        """The last day that cards may lie here without a full stop."""
        return self.opened_on + LONGEST

    @property
    def monday(self) -> date:
        """Of its week: the one day that stays whatever day the team chooses to meet."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def hides_names(self) -> bool:
        """Whether a card written now goes to a slot, without a name."""
        return self.is_anonymous and not self.is_revealed

    @property
    def chosen_columns(self) -> Columns:
        return Columns(self.format, self.own_columns)

    @property
    def columns(self) -> dict[str, str]:
        """Key and name of each column, from left to right."""
        return self.chosen_columns.labels

    @property
    def has_cards(self) -> bool:
        """Whether any card lies here, shown or not."""
        return self.cards.exists() or self.slots.exclude(text="").exists()

    @property
    def writers(self) -> int:
        marks = getattr(self, "marks", None)
        return len(marks.spent) if marks else 0


class Attendance(models.Model):
    """Who is in, and how many votes they have given. Says nothing about cards or themes."""

    retrospective = models.ForeignKey(
        Retrospective, on_delete=models.CASCADE, related_name="attendances"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    votes_given = models.PositiveSmallIntegerField(default=0)

    records = Records(keep=Keep.WEEK, internal="id retrospective votes_given", personal="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "person"], name="there_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.retrospective_id}"
