"""Attacks by comparison: what was there at one time and not at another."""

from random import Random

from tests.forensic.dump import Dump
from tests.forensic.evidence import WRITING, Evidence
from tests.forensic.reading import LONG, Guess, align, names_of

LEFT_OUT = ("knowledge_slot", "knowledge_marks")  # of copies, as docs/anonymity.md says


def series_without_open_cards(found: Evidence) -> Guess:
    """Copies after each deed, made as copies are to be: without the cards not shown yet."""
    return _what_is_new(found, [one.without(*LEFT_OUT) for one in found.series])


def series_with_open_cards(found: Evidence) -> Guess:
    """The same with them: nothing protects against this, and nobody promises it."""
    return _what_is_new(found, found.series)


def _what_is_new(found: Evidence, series: list[Dump]) -> Guess:
    """Whoever was active between two copies has what the second one is first to name."""
    names = {name: card for card in found.cards for name in names_of(found, card)}
    guess: Guess = {}
    steps = zip(found.deeds, series, series[1:], strict=False)
    for deed, before, after in steps:
        for value in after.by_value.keys() - before.by_value.keys():
            if len(value) >= LONG and value in names:
                guess[names[value]] = deed.person
    return guess


def place_in_files(found: Evidence) -> Guess:
    """Where the text lies first in the database's files, against the order of writing.

    Both databases fill a page from its end, so what came first lies last there.
    """
    places = {card: found.files.find(card.encode()) for card in found.cards}
    in_order = sorted(places, key=lambda card: (places[card] // found.page, -places[card]))
    return align(in_order, found.writers)


def copies_in_files(found: Evidence) -> Guess:
    """All slots are written anew each time: whoever wrote early has left most old copies."""
    copies = {card: found.files.count(card.encode()) for card in found.cards}
    if len(set(copies.values())) == 1:
        return {}
    in_order = sorted(found.cards, key=lambda card: -copies[card])
    return align(in_order, found.in_order())


def notes_of_planner(found: Evidence) -> Guess:
    """A card that the planner noted was written before that, by one who was active before."""
    noted = [card for card in found.cards if card in found.noted]
    if not noted:
        return {}
    early = {
        deed.person for deed in found.deeds[: found.noted_after] if deed.address.endswith(WRITING)
    }
    late = {deed.person for deed in found.deeds[found.noted_after :]}
    sure, chance = sorted(early - late), Random(len(noted))
    others = [person for person in found.people if person not in sure]
    chance.shuffle(sure)
    chance.shuffle(others)
    rest = [card for card in found.cards if card not in noted]
    return align(noted, [*sure, *others]) | align(rest, reversed(others))
