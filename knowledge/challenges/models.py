"""A question to others, and their answers. Plain tables: nothing of it is in the CMS."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from knowledge.challenges.states import PUBLISHED, Shown, State
from people.audience import reached
from people.goals import Goal
from people.organisations.models import Organisation, Role, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records
from people.subgoals.keys import keys, marked, marks
from people.subgoals.models import Subgoal

LONGEST = 5000


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, viewer: Viewer) -> ChallengeQuerySet:
        """Open and closed ones for an audience that the viewer is part of; and one's own."""
        seen = Q(state__in=PUBLISHED, audience__in=reached(viewer))
        return self.filter(seen | Q(asker=viewer) if isinstance(viewer, Person) else seen)

    def published(self) -> ChallengeQuerySet:
        return self.filter(state__in=PUBLISHED)

    def open(self) -> ChallengeQuerySet:
        return self.filter(state=State.OPEN)

    def answered(self) -> ChallengeQuerySet:
        return self.filter(pk__in=ChallengeAnswer.objects.shown().values("challenge"))

    def unanswered(self) -> ChallengeQuerySet:
        return self.exclude(pk__in=ChallengeAnswer.objects.shown().values("challenge"))

    def about(self, topic: str) -> ChallengeQuerySet:
        return self.filter(topics__slug=topic)

    def serving(self, goal: str) -> ChallengeQuerySet:
        """`goal` is a goal, or the key of a sub-goal."""
        return self.filter(pk__in=ChallengeGoal.objects.filter(marked(goal)).values("challenge"))

    def soonest(self) -> ChallengeQuerySet:
        return self.order_by("deadline", "pk")

    def newest(self) -> ChallengeQuerySet:
        return self.order_by("-opened_at", "-pk")

    def with_card(self) -> ChallengeQuerySet:
        """What a list shows, in the same query: `answer_count` are the answers that are shown."""
        shown = ChallengeAnswer.objects.shown().filter(challenge=OuterRef("pk")).order_by()
        count = shown.values("challenge").annotate(n=Count("pk")).values("n")
        rows = self.annotate(answer_count=Coalesce(Subquery(count), 0))
        return rows.select_related("organisation")

    def with_frame(self) -> ChallengeQuerySet:
        goals = models.Prefetch("goal_marks", ChallengeGoal.objects.select_related("subgoal"))
        beside = self.select_related("organisation", "unit", "asker", "audience__network")
        return beside.prefetch_related("topics", goals)


class Challenge(models.Model):
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

    @property
    def goals(self) -> list[Goal]:
        chosen = {mark.goal for mark in self.goal_marks.all()}
        return [goal for goal in Goal if goal in chosen]

    @property
    def subgoals(self) -> list[Subgoal]:
        return [mark.subgoal for mark in self.goal_marks.all() if mark.subgoal]

    @property
    def goal_keys(self) -> list[str]:
        return keys(marks(keys((one.goal, one.subgoal_id) for one in self.goal_marks.all())))

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


class Way(models.TextChoices):
    """What an answer consists of. The values stand in addresses."""

    WORDS = "ord", _("Några ord")
    LESSON = "lardom", _("En lärdom")
    PERSON = "person", _("Någon som vet")
    TRIAL = "provat", _("Vi har provat")
    OFFER = "plats", _("En plats hos oss")


class ChallengeAnswerQuerySet(models.QuerySet["ChallengeAnswer"]):
    def shown(self) -> ChallengeAnswerQuerySet:
        return self.filter(shown=Shown.SHOWN)

    def visible_to(self, viewer: Viewer) -> ChallengeAnswerQuerySet:
        """With the question; one that names a person only for the two, until there is a yes."""
        rows = self.filter(challenge__in=Challenge.objects.visible_to(viewer))
        seen = Q(shown=Shown.SHOWN)
        if isinstance(viewer, Person):
            seen |= Q(by=viewer) | Q(person=viewer, shown=Shown.ASKED)
        return rows.filter(seen)


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
