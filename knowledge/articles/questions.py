"""What one asks of the published lessons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageQuerySet

from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.validity import Validity
from people.audience import reached
from people.persons.models import Person, Viewer
from people.prepared import Given
from people.subgoals.keys import marked


class ArticleQuerySet(PageQuerySet):
    def published(self) -> ArticleQuerySet:
        return self.filter(live=True)

    def visible_to(self, viewer: Viewer, *, among_many: bool = False) -> ArticleQuerySet:
        """Published for an audience that the viewer is part of; and one's own.

        `among_many` keeps the database from gathering all of these before it sorts them: where
        most rows fit, walking from the newest finds a page of them at once.
        """
        rows = self.alias(for_whom=F("audience") + 0) if among_many else self
        seen = Q(live=True, **{f"{'for_whom' if among_many else 'audience'}__in": reached(viewer)})
        if not isinstance(viewer, Person):
            return rows.filter(seen)
        author, shared, owner = self.own_ways(viewer)
        answers = owner & Q(organisation__in=viewer.belonging.organisations)
        return rows.filter(seen | author | shared | answers)

    def own_ways(self, person: Person | Given) -> tuple[Q, Q, Q]:
        """As its author, with others, and as its owner; each has an index to be found by."""
        return Q(author=person), Q(pk__in=self._shared_by(person)), Q(owner=person)

    def readable_among(self, shown: Iterable[int], viewer: Viewer) -> set[int]:
        """Those of the ids that the viewer may read, in one query."""
        ids = list(shown)
        return set(self.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))

    def about_which(self, key: str = "article") -> Exists:
        """For rows about a lesson, that it is among these: from the few rows to the many."""
        return Exists(self.filter(pk=OuterRef(key)).order_by())

    def withdrawn_for(self, viewer: Viewer) -> ArticleQuerySet:
        """Taken back or merged, and meant for an audience that the viewer is part of."""
        gone = Q(retracted_at__isnull=False) | Q(merged_into__isnull=False)
        return self.filter(gone, live=False, audience__in=reached(viewer))

    def written_by(self, person: Person) -> ArticleQuerySet:
        """Alone or with others."""
        return self.filter(Q(author=person) | Q(pk__in=self._shared_by(person)))

    def cared_for_by(self, person: Person) -> ArticleQuerySet:
        """Those that the person answers for, where they still work."""
        mine = Q(author=person) | Q(owner=person) | Q(pk__in=self._shared_by(person))
        return self.filter(mine, organisation__in=person.belonging.organisations)

    def _shared_by(self, person: Person | Given) -> QuerySet[Any]:
        from knowledge.articles.models import ArticlePage

        shared = ArticlePage.coauthors.through.objects.filter(person=person)
        return shared.values("articlepage")

    def about(self, topic: Topic) -> ArticleQuerySet:
        return self.filter(topic_marks__tag=topic)

    def serving(self, goal: str) -> ArticleQuerySet:
        """`goal` is a goal, or the key of a sub-goal."""
        return self.filter(pk__in=ArticleGoal.objects.filter(marked(goal)).values("article"))

    def standing(self, which: str, today: date | None = None) -> ArticleQuerySet:
        """Those that hold, need a check or are outdated, as the sign on each says."""
        day = today or timezone.localdate()
        overdue = Q(validity=Validity.VALID, review_on__lte=day)
        if which == Validity.CHECK:
            return self.filter(Q(validity=which) | overdue)
        return self.filter(validity=which).exclude(overdue)

    def newest(self) -> ArticleQuerySet:
        return self.order_by("-first_published_at", "-path")

    def with_card(self) -> ArticleQuerySet:
        """What a card in a list shows, in the same query."""
        return self.select_related("organisation", "confirmed_by")

    def with_frame(self) -> ArticleQuerySet:
        """What is shown around a text, in a fixed number of queries."""
        goals = Prefetch("goal_marks", ArticleGoal.objects.select_related("subgoal"))
        topics = Prefetch("topic_marks", ArticleTopic.objects.select_related("tag"))
        return self.with_people().prefetch_related(topics, goals, "coauthors")

    def with_people(self) -> ArticleQuerySet:
        """Whose it is and for whom; a page knows the rest from its glance."""
        one = ("organisation", "unit", "author", "owner", "audience", "confirmed_by")
        return self.select_related(*one)
