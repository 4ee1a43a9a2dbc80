"""What one asks of the challenges and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from knowledge.challenges.states import PUBLISHED, Shown, State
from people.audience import reached
from people.persons.models import Person, Viewer
from people.subgoals.keys import marked

if TYPE_CHECKING:
    from knowledge.challenges.models import Challenge, ChallengeAnswer, ChallengeGoal  # noqa: F401


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, viewer: Viewer) -> ChallengeQuerySet:
        """Open and closed ones for an audience that the viewer is part of; one's own at work."""
        seen = Q(state__in=PUBLISHED, audience__in=reached(viewer))
        if not isinstance(viewer, Person):
            return self.filter(seen)
        own = Q(asker=viewer, organisation__in=viewer.belonging.organisations)
        return self.filter(seen | own)

    def published(self) -> ChallengeQuerySet:
        return self.filter(state__in=PUBLISHED)

    def open(self) -> ChallengeQuerySet:
        return self.filter(state=State.OPEN)

    def answered(self) -> ChallengeQuerySet:
        return self.filter(pk__in=_shown_answers().values("challenge"))

    def unanswered(self) -> ChallengeQuerySet:
        return self.exclude(pk__in=_shown_answers().values("challenge"))

    def about(self, topic: str) -> ChallengeQuerySet:
        return self.filter(topics__slug=topic)

    def serving(self, goal: str) -> ChallengeQuerySet:
        """`goal` is a goal, or the key of a sub-goal."""
        return self.filter(pk__in=_goal_marks().filter(marked(goal)).values("challenge"))

    def soonest(self) -> ChallengeQuerySet:
        return self.order_by("deadline", "pk")

    def newest(self) -> ChallengeQuerySet:
        return self.order_by("-opened_at", "-pk")

    def with_card(self) -> ChallengeQuerySet:
        """What a list shows, in the same query: `answer_count` are the answers that are shown."""
        shown = _shown_answers().filter(challenge=OuterRef("pk")).order_by()
        count = shown.values("challenge").annotate(n=Count("pk")).values("n")
        rows = self.annotate(answer_count=Coalesce(Subquery(count), 0))
        return rows.select_related("organisation")

    def with_frame(self) -> ChallengeQuerySet:
        goals = models.Prefetch("goal_marks", _goal_marks().select_related("subgoal"))
        beside = self.select_related("organisation", "unit", "asker", "audience__network")
        return beside.prefetch_related("topics", goals)


class ChallengeAnswerQuerySet(models.QuerySet["ChallengeAnswer"]):
    def shown(self) -> ChallengeAnswerQuerySet:
        return self.filter(shown=Shown.SHOWN)

    def visible_to(self, viewer: Viewer) -> ChallengeAnswerQuerySet:
        """With the question; one that names a person only for the two, until there is a yes."""
        from knowledge.challenges.models import Challenge

        rows = self.filter(challenge__in=Challenge.objects.visible_to(viewer))
        seen = Q(shown=Shown.SHOWN)
        if isinstance(viewer, Person):
            seen |= Q(by=viewer) | Q(person=viewer, shown=Shown.ASKED)
        return rows.filter(seen)


def _shown_answers() -> ChallengeAnswerQuerySet:
    from knowledge.challenges.models import ChallengeAnswer

    return ChallengeAnswer.objects.shown()


def _goal_marks() -> models.QuerySet[ChallengeGoal]:
    from knowledge.challenges.models import ChallengeGoal

    return ChallengeGoal.objects.all()
