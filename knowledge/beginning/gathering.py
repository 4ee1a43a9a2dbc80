"""All that helps before one begins, from one search."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.articles.models import ArticlePage
from knowledge.beginning.asking import Asked, Way, in_turns, knowing, to_ask, writers
from people.persons.models import Person
from search.analysis import asked
from search.finding import find
from search.hits import Found, Hit
from search.leads import Lead, leads_for

LESSONS, PEOPLE, OPEN = 3, 2, 6
MORE = 4  # people on a topic's page


@dataclass(frozen=True)
class Gathered:
    """`near` when no lesson has all the words."""

    near: bool
    lessons: list[Hit]
    people: list[Asked]
    open: list[Lead]

    def __bool__(self) -> bool:
        return bool(self.lessons or self.people or self.open)


def gathered(text: str, viewer: Person) -> Gathered:
    found = find(text, viewer)
    lessons = found.hits(found.of("article")[:LESSONS])
    leads = leads_for(found, viewer)
    ways = in_turns(writers(hit.object for hit in lessons), *by_kind(leads))
    joinable = [lead for lead in leads if lead.label]
    return Gathered(found.near, lessons, to_ask(ways, viewer, PEOPLE), joinable[:OPEN])


def who_knows(words: str, articles: list[ArticlePage], viewer: Person) -> list[Asked]:
    """Who wrote or tried any of these lessons, or can what the words say."""
    among = [("article", one.pk) for one in articles]
    leads = leads_for(Found(asked(words), among), viewer)
    return to_ask(in_turns(writers(articles), *by_kind(leads)), viewer, MORE)


def by_kind(leads: list[Lead]) -> list[list[Way]]:
    kinds = dict.fromkeys(lead.kind for lead in leads)
    return [list(knowing(lead for lead in leads if lead.kind == kind)) for kind in kinds]
