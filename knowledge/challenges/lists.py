"""Which challenges a list shows, read from its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.topics import Topic
from knowledge.challenges.models import Challenge, ChallengeAnswer, ChallengeGoal
from knowledge.challenges.questions import ChallengeQuerySet
from knowledge.challenges.states import Shown, State
from people.ordering import by_name
from people.paging import page_of
from people.persons.models import Person, Viewer
from people.subgoals.choosing import goal_choices
from people.subgoals.keys import split

PAGE = 25
CHIPS = 12
FEW = 3
STANDINGS = {
    "": _("Öppna"),
    "obesvarade": _("Utan svar"),
    "besvarade": _("Med svar"),
    "avslutade": _("Avslutade"),
    "mina": _("Mina"),
}


@dataclass(frozen=True)
class Choice:
    standing: str = ""
    topic: str = ""
    goal: str = ""

    NAMES = {"lage": "standing", "amne": "topic", "mal": "goal"}

    @classmethod
    def read(cls, asked: QueryDict, viewer: Viewer) -> Choice:
        """Http404 for a standing or a goal that does not exist; one's own needs signing in."""
        choice = cls(**{field: asked.get(name, "")[:80] for name, field in cls.NAMES.items()})
        is_own = choice.standing == "mina"
        if choice.standing not in STANDINGS or (is_own and not viewer.is_authenticated):
            raise Http404
        if choice.goal and split(choice.goal) is None:
            raise Http404
        return choice

    def among(self, challenges: ChallengeQuerySet, viewer: Viewer) -> ChallengeQuerySet:
        if self.topic:
            challenges = challenges.about(self.topic)
        if self.goal:
            challenges = challenges.serving(self.goal)
        if self.standing == "mina":
            return challenges.filter(asker=viewer.pk).newest()
        if self.standing == "avslutade":
            return challenges.filter(state=State.CLOSED).order_by("-closed_at", "-pk")
        challenges = challenges.open()
        if self.standing == "besvarade":
            challenges = challenges.answered()
        if self.standing == "obesvarade":
            challenges = challenges.unanswered()
        return challenges.soonest()

    def __bool__(self) -> bool:
        return bool(self.topic or self.goal)

    def with_(self, **fields: str) -> str:
        """The address of the list with another choice."""
        rest = replace(self, **fields)
        kept = {name: value for name, one in self.NAMES.items() if (value := getattr(rest, one))}
        return reverse("knowledge:challenges") + ("?" + urlencode(kept) if kept else "")


def seen_by(viewer: Viewer) -> ChallengeQuerySet:
    return Challenge.objects.visible_to(viewer)


def challenges_on(request: HttpRequest, challenges: ChallengeQuerySet) -> Page[Any]:
    """The page asked for of a list of challenges, with what their cards need."""
    return page_of(request, challenges.with_card(), PAGE)


def standings_for(choice: Choice, viewer: Viewer) -> list[tuple[str, Any, bool]]:
    """Address, name, and whether it is the one shown."""
    return [
        (choice.with_(standing=value), label, value == choice.standing)
        for value, label in STANDINGS.items()
        if value != "mina" or isinstance(viewer, Person)
    ]


def topics_in(challenges: ChallengeQuerySet) -> QuerySet[Topic]:
    """The commonest topics of these; a topic of hidden ones alone is not there."""
    rows = challenges.published().order_by().values("pk")
    used = Topic.objects.filter(challenges__in=rows).annotate(asked=Count("challenges"))
    return used.order_by("-asked", by_name())[:CHIPS]


def goals_in(challenges: ChallengeQuerySet) -> list[tuple[str, str]]:
    rows = challenges.published().order_by().values("pk")
    return goal_choices(ChallengeGoal.objects.filter(challenge__in=rows).values("subgoal"))


def waiting_for(person: Person) -> list[Any]:
    """Own ones whose time is out, and those where the person is named and has not said yes or no.

    `names_me` tells the latter. One query.
    """
    mine = ChallengeAnswer.objects.filter(challenge=OuterRef("pk"), person=person)
    late = Q(asker=person, deadline__lt=timezone.localdate())
    rows = seen_by(person).open().annotate(names_me=Exists(mine.filter(shown=Shown.ASKED)))
    return list(rows.filter(late | Q(names_me=True)).soonest()[:FEW])


def unanswered_for(person: Person) -> ChallengeQuerySet:
    """Others' questions that nobody has answered, soonest first."""
    others = seen_by(person).open().exclude(asker=person).unanswered()
    return others.filter(deadline__gte=timezone.localdate()).soonest().with_card()[:FEW]
