"""What one member has drafted for others to read, and the whole team can change or stop.

The rows are all that ties a text to its team. They are erased when the text is published or
stopped, or when the team's time is up. Nothing in them says who changed or stopped anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from knowledge.articles.drafts import Draft
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.models import teams_of
from knowledge.retrospectives.rota import members_of
from people.organisations.models import Team
from people.persons.models import Viewer
from people.records import Keep, Records
from people.words import clock_in_words
from people.working_days import is_working_day

DAY = timedelta(days=1)
FRIDAY, MONDAY = 4, 0


def time_to_stop(made: datetime) -> datetime:
    """How long the team can change and stop what is made now, by the Swedish clock.

    On a Friday to the end of the next Monday that is a working day. On other days 24 hours, to
    the next whole hour; to the end of the next working day when those hours end on a day off.
    """
    made = timezone.localtime(made)
    day = made.date() + DAY
    if made.weekday() == FRIDAY:
        return _end_of(_first(day, lambda one: one.weekday() == MONDAY and is_working_day(one)))
    if is_working_day(day):
        return _whole_hour(made + DAY)
    return _end_of(_first(day, is_working_day))


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


class Proposal(models.Model):
    """`until` is when the team's time is up. `is_told`: the members know that it is there."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    is_told = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "a proposal"

    @property
    def is_waiting(self) -> bool:
        """The team's time is not up yet."""
        return self.until > timezone.now()

    @property
    def last_moment(self) -> str:
        """`måndag 23 november`, or `tisdag 24 november kl. 15.00` within a day."""
        until = timezone.localtime(self.until)
        if until.time() == time():
            return date_format(until - DAY, "l j F")
        return f"{date_format(until, 'l j F')} {clock_in_words(until)}"


class LessonProposalQuerySet(models.QuerySet["LessonProposal"]):
    def visible_to(self, viewer: Viewer) -> LessonProposalQuerySet:
        """Today's members of the team, as long as its time lasts."""
        return self.filter(team__in=teams_of(viewer), until__gt=timezone.now())

    def to_read(self) -> LessonProposalQuerySet:
        there = self.filter(draft__isnull=False)
        return there.select_related("draft", "team").order_by("until", "key")

    def over(self) -> LessonProposalQuerySet:
        """Those that were stopped and not told of, and those whose time is up.

        A stopped one stays as long as its theme, so that nobody makes a draft of it again.
        """
        stopped = Q(draft=None) & (Q(writer__isnull=False) | Q(theme=None))
        return self.filter(stopped | Q(draft__isnull=False, until__lte=timezone.now()))


class LessonProposal(Proposal):
    """A lesson made of a theme. Without a `draft` it has been stopped, or thrown away.

    `writer` is who writes it to its end; nobody when the team knows that it was stopped.
    """

    draft = models.OneToOneField(
        Draft, null=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    theme = models.OneToOneField(
        Theme, null=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    records = Records(
        keep=Keep.BRIEF, internal="key team until is_told draft theme", personal="writer"
    )

    objects = LessonProposalQuerySet.as_manager()

    @property
    def is_stopped(self) -> bool:
        return self.draft_id is None

    @property
    def has_writer(self) -> bool:
        """Whether the one who writes it to its end is still in the team."""
        writer = self.writer
        return writer is not None and members_of(self.team).filter(pk=writer.pk).exists()
