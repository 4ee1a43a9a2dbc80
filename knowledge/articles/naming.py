"""What the choices of a list are called, for someone who may not know of everything chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from knowledge.articles.facets import all_facets
from knowledge.articles.lists import Choice, organisations_in
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import ArticleGoal, Topic
from knowledge.articles.validity import Validity
from people.goals import Goal
from people.subgoals.keys import split, subgoals_in
from people.subgoals.models import Subgoal


@dataclass(frozen=True)
class Names:
    """By field and value; what is hidden keeps its slug, a hidden sub-goal its goal."""

    known: dict[str, dict[str, str]]

    def of(self, choice: Choice) -> list[tuple[str, str]]:
        """Each chosen field with what its value is called."""
        return [
            (field, self.known.get(field, {}).get(value, value)) for field, value in choice.chosen
        ]


def names_in(choices: Collection[Choice], articles: ArticleQuerySet) -> Names:
    """Of what these lessons know; a query for each kind of choice that is made, however many."""
    topics = {one.topic for one in choices} - {""}
    places = {one.organisation for one in choices} - {""}
    known = {
        "topic": _topics(topics, articles) if topics else {},
        "goal": _goals({one.goal for one in choices} - {""}, articles),
        "organisation": _organisations(places, articles) if places else {},
        "validity": {value: str(label) for value, label in Validity.choices},
    }
    known |= {
        facet.name: {value: str(label) for value, label in facet.choices} for facet in all_facets()
    }
    return Names(known)


def _topics(slugs: Iterable[str], articles: ArticleQuerySet) -> dict[str, str]:
    used = Topic.objects.filter(slug__in=slugs, marks__content_object__in=articles)
    return dict(used.values_list("slug", "name").distinct())


def _organisations(slugs: Iterable[str], articles: ArticleQuerySet) -> dict[str, str]:
    seen = organisations_in(articles).filter(slug__in=slugs)
    return dict(seen.values_list("slug", "name"))


def _goals(keys: Collection[str], articles: ArticleQuerySet) -> dict[str, str]:
    names = {key: str(Goal(parts[0]).label) for key in keys if (parts := split(key))}
    if asked := subgoals_in(keys):
        marks = ArticleGoal.objects.filter(article__in=articles.order_by().values("pk"))
        known = Subgoal.objects.filter(pk__in=asked).filter(pk__in=marks.values("subgoal"))
        names |= {one.key: one.name for one in known}
    return names


@dataclass(frozen=True)
class Chosen:
    """One choice as a chip that takes it back; `drop` is the address without it."""

    label: str
    drop: str


def chosen_in(choice: Choice, articles: ArticleQuerySet) -> list[Chosen]:
    """The choices by the names that the viewer knows them by."""
    named = names_in([choice], articles).of(choice)
    return [Chosen(label, choice.without(field)) for field, label in named]
