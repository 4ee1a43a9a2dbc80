"""Attacks by order: the database lays rows as they come, and people were seen to come."""

import uuid
from datetime import datetime
from itertools import count

from tests.forensic.dump import Dump, Row
from tests.forensic.evidence import OPENING, WRITING, Deed, Evidence
from tests.forensic.reading import Guess, align, sortable


def _rows(dump: Dump, table: str, cards: list[str]) -> list[Row]:
    return [row for row in dump.tables[table] if row.values["text"] in cards]


def _cards_by_place(found: Evidence) -> list[str]:
    return [row.values["text"] for row in _rows(found.shown, "knowledge_card", found.cards)]


def _slots_by_place(found: Evidence) -> list[str]:
    return [row.values["text"] for row in _rows(found.opened, "knowledge_slot", found.cards)]


def places_of_slots(found: Evidence) -> Guess:
    """Before the cards were shown: who wrote first lies first."""
    return align(_slots_by_place(found), found.writers)


def places_of_cards(found: Evidence) -> Guess:
    """After: the same."""
    return align(_cards_by_place(found), found.writers)


def places_taken_in_turn(found: Evidence) -> Guess:
    """The evening played through again, as if each card went to the first place that was free."""
    cards = _rows(found.opened, "knowledge_slot", found.cards)
    boards = {row.values["retrospective_id"] for row in cards}
    slots = found.opened.tables["knowledge_slot"]
    places = [row.values["text"] for row in slots if row.values["retrospective_id"] in boards]
    taken = _played_through(found.deeds)
    return {text: taken[place] for place, text in enumerate(places) if text and place in taken}


def _played_through(deeds: list[Deed]) -> dict[int, int]:
    """Who sits where. Whoever opened a card and then wrote one had taken the first back."""
    taken: dict[int, int] = {}
    for number, deed in enumerate(deeds):
        writes = [one.person for one in deeds[number:] if one.address.endswith(WRITING)]
        if deed.address.endswith(WRITING):
            taken[next(place for place in count() if place not in taken)] = deed.person
        elif deed.address.endswith(OPENING) and deed.person in writes:
            taken = {place: who for place, who in taken.items() if who != deed.person}
    return taken


def versions_of_rows(found: Evidence) -> Guess:
    """The transaction that wrote a row last counts upwards, as what people did last does."""
    slots = _rows(found.opened, "knowledge_slot", found.cards)
    cards = _rows(found.shown, "knowledge_card", found.cards)
    rows = max(slots, cards, key=lambda rows: len({row.version for row in rows}))
    if len({row.version for row in rows}) == 1:
        return {}
    in_order = sorted(rows, key=lambda row: row.version)
    return align([row.values["text"] for row in in_order], found.in_order())


def order_of_coming(found: Evidence) -> Guess:
    """Who is in stands in a table of its own; its order against that of the slots."""
    rows = found.opened.tables["knowledge_attendance"]
    return align(_slots_by_place(found), [row.person for row in rows])


def order_of_sign_ins(found: Evidence) -> Guess:
    """Sign-ins by when they were last stored, against the order of the cards."""
    rows = found.shown.tables["people_signin"]
    last = sorted(rows, key=lambda row: (row.values["seen_at"], row.version, row.place))
    return align(_cards_by_place(found), [row.person for row in last])


def times_beside_cards(found: Evidence) -> Guess:
    """Any column beside a card that holds a time."""
    return align(sortable(found.cards, found.opened, found.shown, read=_time), found.in_order())


def numbers_beside_cards(found: Evidence) -> Guess:
    """Any column beside a card that holds a number which may have been counted up."""
    return align(sortable(found.cards, found.opened, found.shown, read=_number), found.writers)


def clocks_in_slot_keys(found: Evidence) -> Guess:
    """Keys of some kinds begin with the time, or hold it: their order is one of time then."""
    return align(_by_clock(found, found.opened), found.writers)


def clocks_in_card_keys(found: Evidence) -> Guess:
    """The same with the keys that cards get when they are shown."""
    return align(_by_clock(found, found.shown), found.writers)


def _by_clock(found: Evidence, dump: Dump) -> list[str]:
    """By keys that say that they hold a clock, where there are some; else as if all began so."""
    told = sortable(found.cards, dump, read=_clock)
    return told or sortable(found.cards, dump, read=_key)


def _time(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() else None


def _clock(value: str) -> int | None:
    """RFC 9562: versions 1 and 6 hold the time in parts of their own, 7 begins with it."""
    key = _uuid(value)
    if key is None or key.version not in (1, 6, 7):
        return None
    return key.time if key.version == 1 else key.int


def _key(value: str) -> int | None:
    key = _uuid(value)
    return None if key is None else key.int


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
