"""What one member has drafted for others to read, and the whole team can change or stop.

The rows are all that ties a text to its team. They are erased when the text is published or
stopped, or when the team's time is up. Nothing in them says who changed or stopped anything.
"""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from knowledge.articles.drafts import Draft
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.models import LONGEST, teams_of
from knowledge.retrospectives.outcome import themes_in
from people.organisations.models import Team
from people.persons.models import Viewer
from people.records import Keep, Records
from people.words import clock_in_words


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

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @property
    def is_waiting(self) -> bool:
        """The team's time is not up yet."""
        return self.until > timezone.now()

    @property
    def last_moment(self) -> str:
        """`måndag 23 november`, or `tisdag 24 november kl. 15.00` within a day."""
        until = timezone.localtime(self.until)
        if until.time() == time():
            return date_format(until - timedelta(days=1), "l j F")
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
    """A lesson made of a theme. Without a `draft` it was stopped, thrown away or let go.

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
        keep=Keep.BRIEF,
        job="drafts of teams",
        internal="key team until is_told draft theme",
        personal="writer",
    )

    objects = LessonProposalQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("knowledge:lesson_proposal", args=[self.team_id, self.pk])

    @property
    def is_stopped(self) -> bool:
        return self.draft_id is None

    @property
    def rewrite_url(self) -> str:
        return reverse("knowledge:rewrite_proposal", args=[self.team_id, self.pk])

    @property
    def has_writer(self) -> bool:
        """Whether the one who writes it to its end is still in the team."""
        writer = self.writer
        return writer is not None and self.team.people.filter(pk=writer.pk).exists()


class OutcomeProposalQuerySet(models.QuerySet["OutcomeProposal"]):
    def visible_to(self, viewer: Viewer) -> OutcomeProposalQuerySet:
        """Today's members of the team, until it is published or stopped."""
        return self.filter(team__in=teams_of(viewer))

    def to_read(self) -> OutcomeProposalQuerySet:
        return self.filter(is_stopped=False).select_related("team").order_by("until", "key")

    def forgotten(self) -> OutcomeProposalQuerySet:
        return self.filter(until__lte=timezone.now() - LONGEST)


def this_month() -> date:
    return timezone.localdate().replace(day=1)


class OutcomeProposal(Proposal):
    """What a team is about to tell others. Stopped, its words are gone; the row waits to be told.

    `version` counts the savings, so that two members do not overwrite each other. `month` is when
    it was begun, which is what readers are told.
    """

    title = models.CharField(_("Rubrik"), max_length=200)
    themes = models.TextField(_("Teman"), blank=True)
    learned = models.TextField(_("Vad lärde vi oss?"))
    next_up = models.TextField(_("Vad gör vi nu?"), blank=True)
    with_unit = models.BooleanField(default=False)
    audience = models.ForeignKey("people.Audience", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(default=this_month)
    version = models.PositiveIntegerField(default=1)
    is_stopped = models.BooleanField(default=False)

    records = Records(
        keep=Keep.BRIEF,
        job="outcomes of teams",
        internal="key team until is_told title themes learned next_up with_unit audience month "
        "version is_stopped",
    )

    objects = OutcomeProposalQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("knowledge:outcome_proposal", args=[self.team_id, self.pk])

    @property
    def theme_list(self) -> list[str]:
        return themes_in(self.themes)

    @property
    def rewrite_url(self) -> str:
        return reverse("knowledge:rewrite_outcome", args=[self.team_id, self.pk])

    @property
    def is_ready(self) -> bool:
        """The team has been told, and has had its time."""
        return self.is_told and not self.is_waiting
