"""Finding the words of a glossary in a text. Pure, and quick: sets first, patterns last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.glossary import spelling
from knowledge.glossary.spelling import WORD

ALL_ENDINGS = "s n t r en et er ar or na ens ets erna arna orna ernas arnas ornas"
ENDINGS = tuple(ALL_ENDINGS.split())
SHORTEST_WITH_ENDING = 5  # letters of a word that is recognised with an ending
MOST_WORDS_OF_ABBREVIATION, MOST_WORDS_OF_WORD = 8, 3
MOST = 40  # words that are explained in one text


@dataclass(frozen=True)
class Meaning:
    """One word as one place uses it; `organisation` and `unit` are ids, None for wider ones."""

    pk: int
    word: str
    meaning: str
    explanation: str = ""
    organisation: int | None = None
    unit: int | None = None
    is_proposed: bool = False
    place: str = ""

    @cached_property
    def key(self) -> str:
        return spelling.key(self.word)

    @cached_property
    def is_exact(self) -> bool:
        return spelling.is_exact(self.word)

    @cached_property
    def meaning_key(self) -> str:
        return spelling.key(self.meaning)

    @cached_property
    def is_short(self) -> bool:
        """Another way of saying the same, not a sentence that explains it."""
        most = MOST_WORDS_OF_ABBREVIATION if self.is_exact else MOST_WORDS_OF_WORD
        return len(self.meaning_key.split()) <= most

    def nearness(self, units: Sequence[int]) -> int:
        """How near the place is to a unit whose chain this is; below 0 where it does not hold."""
        if self.unit is not None:
            return 2 + units.index(self.unit) if self.unit in units else -1
        return 0 if self.organisation is None else 1


class Book:
    """The words of one organisation, or everybody's, ready to be looked for."""

    def __init__(self, meanings: Iterable[Meaning] = ()) -> None:
        self.by_key: dict[str, list[Meaning]] = defaultdict(list)
        self.longer: dict[str, set[str]] = defaultdict(set)
        self.by_meaning: dict[str, set[str]] = defaultdict(set)
        for one in meanings:
            self.by_key[one.key].append(one)
            if one.is_short:
                self.by_meaning[one.meaning_key].add(one.key)
            first, _space, rest = one.key.partition(" ")
            if rest:
                self.longer[first].add(one.key)

    def meanings(self, key: str) -> list[Meaning]:
        return self.by_key.get(key, [])


@dataclass(frozen=True)
class Said:
    """A word of a text, as it is written there, and what it means."""

    surface: str
    meaning: Meaning


def said_in(
    text: str, books: Collection[Book], units: Sequence[int] = (), *, reviewed: bool = False
) -> list[Said]:
    """The known words of a text, each once, in the order they first come; at most 40.

    `units` is the chain of the unit that wrote, outermost first. `reviewed` leaves proposals out.
    """
    tokens = WORD.findall(text)
    written: dict[str, str] = {}
    for token in tokens:
        written.setdefault(token.casefold(), token)
    found = _single(written, books) | _longer(tokens, text, written, books)
    rank = {word: number for number, word in enumerate(written)}
    exact, said = set(tokens), []
    for key, (surface, _first) in sorted(found.items(), key=lambda one: rank[one[1][1]]):
        meaning = nearest(key, books, units, reviewed=reviewed)
        if meaning and (not meaning.is_exact or _stands(meaning.word, exact, text)):
            said.append(Said(meaning.word if meaning.is_exact else surface, meaning))
            if len(said) == MOST:
                break
    return said


def nearest(
    key: str, books: Iterable[Book], units: Sequence[int] = (), *, reviewed: bool = False
) -> Meaning | None:
    """What a word means for those in a unit: its own meaning before that of those above."""
    fit = [
        (one.nearness(units), one)
        for book in books
        for one in book.meanings(key)
        if not (reviewed and one.is_proposed)
    ]
    best = max(fit, key=lambda pair: pair[0], default=(-1, None))
    return best[1] if best[0] >= 0 else None


Found = dict[str, tuple[str, str]]  # by key: as the text has it, and its first word


def _single(written: dict[str, str], books: Collection[Book]) -> Found:
    """Keys of one word: the word as it is, or with an ending."""
    found: Found = {}
    filled = [book for book in books if book.by_key]
    for word in written if filled else ():
        if word.endswith(ENDINGS) and len(word) > SHORTEST_WITH_ENDING:
            for base in _bases(word):
                if any(base in book.by_key for book in filled):
                    found.setdefault(base, (written[word], word))
    whole = {key for book in filled for key in book.by_key.keys() & written.keys()}
    return found | {key: (written[key], key) for key in whole}


def _bases(word: str) -> list[str]:
    stems = (word[: -len(end)] for end in ENDINGS if word.endswith(end))
    return [stem for stem in stems if len(stem) >= SHORTEST_WITH_ENDING]


def _longer(
    tokens: list[str], text: str, written: dict[str, str], books: Collection[Book]
) -> Found:
    """Keys of several words that stand side by side."""
    begun = ((book, first) for book in books for first in book.longer.keys() & written.keys())
    asked = {key: first for book, first in begun for key in book.longer[first]}
    if not asked:
        return {}
    joined = f" {' '.join(map(str.casefold, tokens))} "
    there = ((key, first) for key, first in asked.items() if f" {key} " in joined)
    matches = ((key, _as_written(key, text), first) for key, first in there)
    return {key: (surface, first) for key, surface, first in matches if surface}


def _as_written(key: str, text: str) -> str:
    pattern = r"[\W_]+".join(re.escape(part) for part in key.split())
    match = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", text, re.IGNORECASE)
    return match.group() if match else ""


def _stands(word: str, written: set[str], text: str) -> bool:
    return word in written or (not word.isalnum() and word in text)
