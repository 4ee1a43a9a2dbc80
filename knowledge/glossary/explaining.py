"""The glossary on a lesson's page and in the writing form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.glossary.editions import EVERYBODY, books_of
from knowledge.glossary.marking import Explained
from knowledge.glossary.recognising import Meaning, Said, nearest, said_in
from people.audience import belonging
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer

AS_SHOWN = ("what_we_learned", "problem", "what_we_did", "result", "differently", "cost", "advice")


@dataclass(frozen=True)
class Footnote:
    """A word of the text; `here` is what it means where the reader works, if that is another.

    `has_page` when the reader may open the word in the glossary.
    """

    said: Said
    here: Meaning | None = None
    has_page: bool = False


def words_in(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """What the lesson's own organisation means by its words; one query when nothing is new."""
    at, own = article.organisation_id, own_place(viewer)
    books = books_of(at, own[0])
    units = article.unit.ancestry if article.unit else []
    text = "\n".join(getattr(article, name) for name in AS_SHOWN)
    inside = at in belonging(viewer).organisations
    said = said_in(text, [books[at], books[EVERYBODY]], units, reviewed=not inside)
    if not said:
        return None
    article.__dict__["explained"] = Explained(said)
    readers = [books[own[0]]] if own[0] and own[0] != at else []
    notes = [
        Footnote(one, _other(one.meaning, readers, own[1]), _has_page(one.meaning, viewer))
        for one in said
    ]
    return {"footnotes": notes, "language": article.language}


def own_place(viewer: Viewer) -> tuple[int | None, list[int]]:
    """Where the reader works: the organisation, and the chain of the unit."""
    job = viewer.employment if isinstance(viewer, Person) else None
    return (job.unit.organisation_id, job.unit.ancestry) if job else (None, [])


def _has_page(meaning: Meaning, viewer: Viewer) -> bool:
    """As the terms' own rule, without asking the database: an organisation's are for staff."""
    if meaning.organisation is None:
        return not meaning.is_proposed
    mine = belonging(viewer)
    return mine.connected or meaning.organisation in mine.organisations


def _other(meaning: Meaning, books: list[Any], units: list[int]) -> Meaning | None:
    here = nearest(meaning.key, books, units)
    return here if here and here.meaning.casefold() != meaning.meaning.casefold() else None


def known_abbreviations(organisation: Organisation | None) -> frozenset[str]:
    """What the glossary explains for readers of a text from the organisation, as written."""
    at = organisation.pk if organisation else None
    books = books_of(at)
    found = (one for book in books.values() for many in book.by_key.values() for one in many)
    return frozenset(one.word for one in found if one.is_exact)


def register() -> None:
    register_part(
        Part("glossary", "knowledge/glossary/_words.html", words_in, place="text", order=90)
    )
