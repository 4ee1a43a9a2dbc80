"""Whom one may ask: people who wrote, tried or can, and who may be seen and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from people.organisations.models import Employment
from people.persons.models import Person
from search.leads import Lead
from search.people import findable


@dataclass(frozen=True)
class Way:
    """A person, why they know, and where to ask. `at` is the employer they knew it at."""

    person: int
    why: str
    url: str
    at: int | None = None


@dataclass(frozen=True)
class Asked:
    """Somebody to ask, with where they work today."""

    work: Employment
    why: str
    url: str

    @property
    def person(self) -> Person:
        return self.work.person


def writers(articles: Iterable[ArticlePage]) -> Iterator[Way]:
    for one in articles:
        if one.author_id:
            why = _("Skrev ”%(title)s”") % {"title": one.title}
            yield Way(one.author_id, why, asking_at(one), one.organisation_id)


def asking_at(article: ArticlePage) -> str:
    return reverse("knowledge:questions", args=[article.place, article.slug])


def knowing(leads: Iterable[Lead]) -> Iterator[Way]:
    return (Way(lead.person, lead.why, lead.url) for lead in leads if lead.person)


def in_turns(*sources: Iterable[Way]) -> list[Way]:
    """One of each source at a time, so that two people know in two ways where they can."""
    return [way for turn in zip_longest(*sources) for way in turn if way]


def to_ask(ways: list[Way], viewer: Person, most: int = 2) -> list[Asked]:
    """The first of them, in one query; nobody twice, and nobody who is away."""
    works: dict[int, list[Employment]] = {}
    for work in works_of({way.person for way in ways}, viewer):
        works.setdefault(work.person_id, []).append(work)
    found: dict[int, Asked] = {}
    for way in ways:
        own = works.get(way.person, [])
        if own and answers_for(way, own):
            found.setdefault(way.person, Asked(own[0], way.why, way.url))
    return list(found.values())[:most]


def works_of(people: Iterable[int], viewer: Person) -> QuerySet[Employment]:
    """Where they work now, the largest share first: of those the viewer may see and ask."""
    here = Q(person__away_until=None) | Q(person__away_until__lt=timezone.localdate())
    seen = findable(Person.objects.visible_to(viewer).filter(pk__in=list(people)))
    now = Employment.objects.current().filter(here, person__in=seen).exclude(person=viewer)
    return now.select_related("person", "unit__organisation").order_by("-share", "pk")


def answers_for(way: Way, works: list[Employment]) -> bool:
    """They work where they learned it, or have said that they answer for it still."""
    here = {work.unit.organisation_id for work in works}
    return way.at is None or way.at in here or works[0].person.takes_questions
