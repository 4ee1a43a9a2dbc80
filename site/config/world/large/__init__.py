"""A world for load: as many people, lessons, opportunities and applications as one asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from random import Random

from django.db import connection

from config.world.large.articles import fill_articles
from config.world.large.mobility import fill_applications, fill_opportunities
from config.world.large.people import fill_people
from knowledge.articles.counting import ask_all, recount
from search.upkeep import rebuild

Say = Callable[[str], None]
FILLERS: dict[str, Callable[[int, Random], Iterator[int]]] = {
    "people": fill_people,
    "articles": fill_articles,
    "opportunities": fill_opportunities,
    "applications": fill_applications,
}


@dataclass(frozen=True)
class Sizes:
    """How many there shall be in all, the demo's own among them; 0 leaves them as they are."""

    people: int = 0
    articles: int = 0
    opportunities: int = 0
    applications: int = 0

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def fill(sizes: Sizes, seed: int, say: Say) -> None:
    """Make what lacks, in pieces of their own: broken off, it goes on from there.

    The same `seed` in a new world gives the same one. Nobody is told and nothing is queued, for
    the rows are written past the actions; the search index is filled at the end.
    """
    made = 0
    for name, filler in FILLERS.items():
        for done in filler(getattr(sizes, name), Random(f"{seed} {name}")):
            say(f"  {name}: {done:,} of {getattr(sizes, name):,}")
            made += 1
    if made:
        ask_all()
        recount()
        _index(say)


def _index(say: Say) -> None:
    for document, done, of in rebuild():
        if done == of or done % 10_000 == 0:
            say(f"  search index, {document.kind}: {done:,} of {of:,}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
