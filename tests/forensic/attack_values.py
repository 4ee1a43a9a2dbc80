"""Attacks by value: something that stands for a person stands beside a card."""

import hashlib
from collections.abc import Callable, Iterable

from tests.forensic.evidence import Evidence
from tests.forensic.reading import Guess, columns, names_of

HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256)
EVENTS, LETTERS = ("people_auditevent",), ("people_notice", "people_letter")
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
    return _named_in(found, EVENTS)


def notices(found: Evidence) -> Guess:
    """Notices and letters that name a card, and whom they are to."""
    return _named_in(found, LETTERS)


def _named_in(found: Evidence, tables: Iterable[str]) -> Guess:
    rows = [row for table in tables for row in found.shown.tables[table]]
    told = {" ".join(row.values.values()): row.person for row in rows if row.person}
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
    return _named_beside(found, found.beside.splitlines())


def surroundings_in_files(found: Evidence) -> Guess:
    """What lies within 200 bytes of a card's text, anywhere in the database's files."""
    around: list[str] = []
    for card in found.cards:
        place = found.files.find(card.encode())
        while place >= 0:
            around.append(found.files[max(0, place - 200) : place + 400].decode("latin-1"))
            place = found.files.find(card.encode(), place + 1)
    return _named_beside(found, around)


def _named_beside(found: Evidence, texts: list[str]) -> Guess:
    marks = [found.shown.marks[kind] for kind in TOLD_BY]
    people = {name: who for kind in marks for name, who in kind.items()}
    return {
        card: who
        for card in found.cards
        for text in _texts_naming(names_of(found, card), texts)
        for name, who in people.items()
        if name in text
    }


def _texts_naming(names: set[str], texts: list[str]) -> list[str]:
    return [text for text in texts if any(name in text for name in names)]
