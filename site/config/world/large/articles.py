"""Many lessons, each a page in the CMS with its revision, topics and goals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.world.large import pages
from config.world.large.words import pieces, system, text, title
from knowledge.articles.kinds import CHECK_AFTER, Kind
from knowledge.articles.models import QUICK, ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.tree import OrganisationPage
from knowledge.articles.validity import Validity
from people.audience import Audience
from people.goals import Goal
from people.organisations.models import Employment, Unit

CHUNK = 1_000
DAYS = 1_500  # over how long they have been written


@dataclass(frozen=True)
class Writers:
    """Who may have written, their units, and what a lesson can be about and for whom."""

    works: list[Employment]
    topics: list[Topic]
    wide: list[Audience]
    own: dict[int, Audience]  # by organisation

    @classmethod
    def read(cls) -> "Writers":
        works = Employment.objects.current().filter(
            unit__organisation__connected_on__isnull=False, person__protected_identity=False
        )
        found = list(works.select_related("unit__organisation").order_by("pk"))
        places = {one.unit.organisation_id: one.unit.organisation for one in found}
        own = {pk: Audience.objects.organisation(place) for pk, place in places.items()}
        wide = [Audience.objects.connected(), Audience.objects.everyone()]
        return cls(found, list(Topic.objects.order_by("pk")), wide, own)

    def readers(self, unit: Unit, random: Random) -> Audience:
        """Four in ten for the own organisation, three for all connected, three for everyone."""
        own = self.own[unit.organisation_id]
        return random.choice([own, own, own, own, *self.wide * 3])


def fill_articles(many: int, random: Random) -> Iterator[int]:
    """So that there are `many` in all. Yields how many there are after each piece."""
    writers = Writers.read()
    for piece in pieces(ArticlePage.objects.count(), many, CHUNK):
        with transaction.atomic():
            articles = [_article(number, writers, random) for number in piece]
            _put_out(articles, writers, random)
        yield piece.stop


def _article(number: int, writers: Writers, random: Random) -> ArticlePage:
    work, named = random.choice(writers.works), system(random)
    then = timezone.now() - timedelta(days=random.randrange(DAYS), minutes=random.randrange(1440))
    topic = random.choice(writers.topics).name
    said: dict[str, Any] = {name: text(random, name, named) for name in QUICK}
    kind = random.choice(list(Kind))
    return ArticlePage(
        title=title(random, topic, work.unit.name, named),
        slug=f"lardom-{number}",
        organisation=work.unit.organisation,
        unit=work.unit,
        author_id=work.person_id,
        owner_id=work.person_id,
        audience=writers.readers(work.unit, random),
        kind=kind,
        validity=random.choices(Validity.values, (8, 1, 1))[0],
        confirmed_by_id=work.person_id,
        confirmed_on=then.date(),
        review_on=then.date() + CHECK_AFTER[kind].span,
        recommended=random.random() < 0.1,
        first_published_at=then,
        last_published_at=then,
        latest_revision_created_at=then,
        **said,
    )


def _put_out(articles: list[ArticlePage], writers: Writers, random: Random) -> None:
    by_place: dict[int, list[ArticlePage]] = {}
    for article in articles:
        by_place.setdefault(article.organisation_id, []).append(article)
    for below in by_place.values():
        pages.place(OrganisationPage.objects.of(below[0].organisation), below)
    pages.insert(articles)
    topics = [
        ArticleTopic(tag=topic, content_object=article)
        for article in articles
        for topic in random.sample(writers.topics, k=random.randint(1, 3))
    ]
    goals = [
        ArticleGoal(article=article, goal=goal)
        for article in articles
        for goal in random.sample(Goal.values, k=random.randint(0, 2))
    ]
    ArticleTopic.objects.bulk_create(topics, batch_size=1_000)
    ArticleGoal.objects.bulk_create(goals, batch_size=1_000)
    marks = [("topic_marks", one.content_object, one) for one in topics]
    pages.revise(articles, [*marks, *(("goal_marks", one.article, one) for one in goals)])
