"""What several attacks need: what stands beside a card, and what stands for a person."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from tests.forensic.dump import Dump, Row
from tests.forensic.evidence import Evidence

Guess = dict[str, int]
LONG = 16  # shorter values than this stand for many things at once


def align(cards: Iterable[str], people: Iterable[int]) -> Guess:
    """The first card is the first person's, and so on."""
    return dict(zip(cards, people, strict=False))


def rows_about(dump: Dump, card: str) -> list[Row]:
    """Rows that hold the card's text, and rows that share a long value with one of them."""
    own = dump.by_value.get(card, [])
    names = {value for row in own for value in row.values.values() if len(value) >= LONG}
    return [*own, *(row for name in names - {card} for row in dump.by_value[name])]


def names_of(found: Evidence, card: str) -> set[str]:
    """The card's text, keys and locks: all that can point at it from somewhere else."""
    rows = [row for dump in (found.opened, found.shown) for row in dump.by_value.get(card, [])]
    return {value for row in rows for value in row.values.values() if len(value) >= LONG}


def columns(cards: list[str], *dumps: Dump) -> dict[str, dict[str, str]]:
    """For each column of rows about cards: card → value."""
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for card in cards:
        for row in (row for dump in dumps for row in rows_about(dump, card)):
            for name, value in row.values.items():
                seen[f"{row.table}.{name}"].setdefault(card, value)
    return seen


def sortable(cards: list[str], *dumps: Dump, read: Callable[[str], object | None]) -> list[str]:
    """The cards in the order of the column that `read` understands and that differs most.

    `read` gives something to sort by, or None. Empty when no column tells most cards apart.
    """
    best: dict[str, object] = {}
    for values in columns(cards, *dumps).values():
        orders = {card: read(value) for card, value in values.items()}
        if None not in orders.values() and _differing(orders) > _differing(best):
            best = orders
    if _differing(best) <= len(cards) // 2:
        return []
    return sorted(best, key=lambda card: best[card])


def _differing(values: dict[str, object]) -> int:
    return len(set(values.values()))
