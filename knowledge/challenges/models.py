"""A question to others, and their answers. Plain tables: nothing of it is in the CMS."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from knowledge.challenges.questions import ChallengeAnswerQuerySet, ChallengeQuerySet
from knowledge.challenges.states import Shown, State, Way
from people.goals import Goal
from people.organisations.models import Organisation, Role, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records
from people.subgoals.marking import HasGoals
from people.subgoals.models import Subgoal

LONGEST = 5000


class Challenge(HasGoals, models.Model):
    title = models.CharField(_("Vad vill du veta?"), max_length=200)
    question = models.TextField(_("Berätta mer"), max_length=LONGEST)
    tried = models.TextField(_("Vad har ni redan provat?"), max_length=LONGEST, blank=True)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="challenges"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.ForeignKey("people.Audience", on_delete=models.PROTECT, related_name="+")
    topics = models.ManyToManyField(Topic, related_name="challenges")
    deadline = models.DateField(_("Svara senast"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.TextField(_("Vad blev det av det?"), max_length=1000, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="title question tried organisation unit topics deadline state outcome opened_at "
        "changed_at closed_at",
        internal="id audience reminded_at asked_at",
        personal="asker",
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("efterlysning")
        verbose_name_plural = _("efterlysningar")
        indexes = [models.Index(fields=["state", "deadline"], name="challenge_by_deadline")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("knowledge:challenge", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_late(self) -> bool:
        """Its last day has passed and nobody has closed it. Answers are still taken."""
        return self.is_open and self.deadline < timezone.localdate()

    @property
    def sign(self) -> str:
        """The class of the dot beside the word."""
        if not self.is_open:
            return "holds" if self.state == State.CLOSED else "old"
        return "check" if self.is_late else "goal"

    @property
    def standing(self) -> Any:
        return _("Svarstiden är ute") if self.is_late else self.get_state_display()

    def is_tended_by(self, viewer: Viewer) -> bool:
        """Its asker while they work there, and the organisation's editors."""
        if not isinstance(viewer, Person) or self.organisation_id not in (
            viewer.belonging.organisations
        ):
            return False
        is_editor = viewer.has_role(Role.Kind.EDITOR, self.organisation_id)
        return self.asker_id == viewer.pk or is_editor

    def takes_answers_from(self, viewer: Viewer) -> bool:
        """Anyone at a connected employer who sees it, except its asker."""
        if not isinstance(viewer, Person) or not viewer.belonging.connected:
            return False
        return self.is_open and self.asker_id != viewer.pk


class ChallengeGoal(models.Model):
    """A goal; and once more with each sub-goal that is chosen under it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="goal_marks")
    goal = models.CharField(_("Mål"), max_length=20, choices=Goal)
    subgoal = models.ForeignKey(Subgoal, null=True, on_delete=models.PROTECT, related_name="+")

    records = Records(keep=Keep.PUBLISHED, public="challenge goal subgoal", internal="id")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "goal"],
                condition=Q(subgoal__isnull=True),
                name="challenge_goal_once",
            ),
            models.UniqueConstraint(fields=["challenge", "subgoal"], name="challenge_subgoal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.goal} of challenge {self.challenge_id}"


class ChallengeAnswer(models.Model):
    """`offer` is the id of an opportunity: that table is another room's, and read through search.

    See `knowledge.challenges.offers`.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    way = models.CharField(max_length=10, choices=Way, default=Way.WORDS)
    text = models.TextField(max_length=LONGEST, blank=True)
    article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.SET_NULL, related_name="answers_to"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offer = models.PositiveBigIntegerField(null=True)
    shown = models.CharField(max_length=10, choices=Shown, default=Shown.SHOWN)
    helped = models.BooleanField(default=False)
    thanked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    records = Records(
        keep=Keep.PUBLISHED,
        public="challenge way text article offer helped created_at",
        internal="id shown thanked_at",
        personal="by person",
    )

    objects = ChallengeAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-helped", "created_at", "pk")
        verbose_name = _("svar på en efterlysning")
        verbose_name_plural = _("svar på efterlysningar")
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "person"],
                condition=~Q(shown=Shown.DECLINED),
                name="person_named_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} to challenge {self.challenge_id}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"svar-{self.pk}"

    @property
    def waits(self) -> bool:
        return self.shown == Shown.ASKED

    @property
    def is_declined(self) -> bool:
        return self.shown == Shown.DECLINED
