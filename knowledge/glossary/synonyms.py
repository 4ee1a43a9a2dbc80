"""Abbreviations and what they stand for, as search synonyms of those who know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from knowledge.glossary.editions import books_of
from knowledge.glossary.explaining import own_place
from knowledge.glossary.recognising import Book, nearest
from people.audience import belonging
from people.persons.models import Viewer
from search.synonyms import Alternatives, register


def known_to(phrases: Collection[str], viewer: Viewer) -> Alternatives:
    """IBIC for individens behov i centrum and the other way, for the viewer's organisations."""
    books = list(books_of(*belonging(viewer).organisations).values())
    _organisation, units = own_place(viewer)
    found: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        meaning = nearest(phrase, books, units)
        if meaning and meaning.is_short:
            found[phrase].add(meaning.meaning)
        for word in _called(phrase, books, units):
            found[phrase].add(word)
    return {phrase: sorted(others) for phrase, others in found.items()}


def _called(phrase: str, books: list[Book], units: list[int]) -> list[str]:
    """The words that mean this, for those who would understand them so."""
    keys = {key for book in books for key in book.by_meaning.get(phrase, ())}
    meanings = ((key, nearest(key, books, units)) for key in keys)
    return [one.word for _key, one in meanings if one and one.meaning_key == phrase]


def register_source() -> None:
    register(known_to)
