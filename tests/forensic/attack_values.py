"""Attacks by value: something that stands for a person stands beside a card."""

import hashlib
from collections.abc import Callable, Iterator

from tests.forensic.dump import Row
from tests.forensic.evidence import Evidence
from tests.forensic.reading import Guess, columns, names_of

HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256)
NEAR = 200  # bytes before a card's text, and after where it begins twice as many
TOLD_BY = ("people_person.email", "people_person.name")


def own_values(found: Evidence) -> Guess:
    """A column beside the cards holds ids, addresses, sign-ins or anything else of people."""
    return _best(found, lambda value: value)


def own_values_hashed(found: Evidence) -> Guess:
    """The same, but hashed: `lock` and `spent` look like that."""
    guesses = [_best(found, _hasher(kind)) for kind in HASHES]
    return max(guesses, key=lambda guess: len(set(guess.values())))


def _hasher(kind: Callable) -> Callable[[str], str]:
    return lambda value: kind(value.encode()).hexdigest()


def _best(found: Evidence, form: Callable[[str], str]) -> Guess:
    """The column beside the cards that names most people, by the marks that name them: what is in
    the people's own table first, since a number may be that of a row of somebody else too."""
    best: Guess = {}
    named = [*found.opened.marks.items(), *found.shown.marks.items()]
    named.sort(key=lambda column: not column[0].startswith("people_person."))
    marks = [kind for _column, kind in named]
    formed = [{form(value): who for value, who in kind.items()} for kind in marks]
    for values in columns(found.cards, found.opened, found.shown).values():
        for kind in formed:
            guess = {card: kind[value] for card, value in values.items() if value in kind}
            if len(set(guess.values())) > max(1, len(set(best.values()))):
                best = guess
    return best


def events(found: Evidence) -> Guess:
    """The audit's events that name a card in any way, and who did them."""
    return _named_in(found, "people_auditevent")


def notices(found: Evidence) -> Guess:
    """Notices and letters that name a card, and whom they are to: a letter has an address alone."""
    letters = [_told(row) for row in found.shown.tables["people_letter"]]
    return _named_in(found, "people_notice") | _named_beside(found, letters)


def _told(row: Row) -> str:
    return " ".join(row.values.values())


def _named_in(found: Evidence, table: str) -> Guess:
    told = {_told(row): row.person for row in found.shown.tables[table] if row.person}
    return {
        card: told[text]
        for card in found.cards
        for text in _texts_naming(names_of(found, card), list(told))
    }


def lines_of_logs(found: Evidence) -> Guess:
    """Lines of the application's log that name both a card and a person."""
    return _named_beside(found, found.log)


def caches_and_mails(found: Evidence) -> Guess:
    """The same, in what caches and mails hold."""
    return _named_beside(found, found.beside)


def surroundings_in_files(found: Evidence) -> Guess:
    """Who is named nearest to a card's text, anywhere in the database's files."""
    people, guess = _people(found), {}
    for card in found.cards:
        near = [
            (_distance(text, card, name), who)
            for text in _around(found.files, card.encode())
            for name, who in people.items()
            if name in text
        ]
        if near:
            guess[card] = min(near)[1]
    return guess


def _around(files: bytes, text: bytes) -> Iterator[str]:
    place = files.find(text)
    while place >= 0:
        yield files[max(0, place - NEAR) : place + 2 * NEAR].decode("latin-1")
        place = files.find(text, place + 1)


def _distance(text: str, card: str, name: str) -> int:
    """How many bytes lie between the two, whichever comes first."""
    one, other = sorted([(text.find(card), len(card)), (text.find(name), len(name))])
    return other[0] - sum(one)


def _named_beside(found: Evidence, texts: list[str]) -> Guess:
    return {
        card: who
        for card in found.cards
        for text in _texts_naming(names_of(found, card), texts)
        for name, who in _people(found).items()
        if name in text
    }


def _people(found: Evidence) -> dict[str, int]:
    """By what texts call them."""
    return {name: who for kind in TOLD_BY for name, who in found.shown.marks[kind].items()}


def _texts_naming(names: set[str], texts: list[str]) -> list[str]:
    return [text for text in texts if any(name in text for name in names)]
