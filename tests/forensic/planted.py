"""Faults that a product could have, laid into the real database while people write."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from uuid import UUID, uuid1

from django.core.cache import cache
from django.db import connection

from knowledge.retrospectives.cards import Slot
from knowledge.retrospectives.formats import COLUMNS, Format
from people.audit import record
from people.notices.models import Letter, Notice
from people.persons.models import Person

Plant = Callable[[int, str, bool], None]
COLUMN = "ALTER TABLE knowledge_slot ADD COLUMN planted varchar(64) DEFAULT ''"
COPIES = "CREATE TABLE knowledge_card_copy (text varchar(400), value varchar(64))"
numbers = count(1)
keys: dict[int, str] = {}


def author(person: int, text: str, is_new: bool) -> None:
    _write(str(person), text)


def hashed_author(person: int, text: str, is_new: bool) -> None:
    _write(sha256(_address(person).encode()).hexdigest(), text)


def timestamp(person: int, text: str, is_new: bool) -> None:
    _write(datetime.now(UTC).isoformat(), text)


def serial_id(person: int, text: str, is_new: bool) -> None:
    if is_new:
        _write(str(next(numbers)), text)


def audit_event(person: int, text: str, is_new: bool) -> None:
    record("card written", Person(pk=person), by=Person(pk=person), text=text)


def clock_in_slot_key(person: int, text: str, is_new: bool) -> None:
    if is_new:
        _write(str(uuid1()), text)


def clock_in_card_key(person: int, text: str, is_new: bool) -> None:
    """A card that is changed keeps its key."""
    if is_new:
        keys[person] = str(uuid1())
    _keep(text, keys[person])


def copy_elsewhere(person: int, text: str, is_new: bool) -> None:
    """In a table that copies are not told to leave out."""
    _keep(text, "")


def address_beside(person: int, text: str, is_new: bool) -> None:
    _keep(text, _address(person))


def notice(person: int, text: str, is_new: bool) -> None:
    Notice.objects.create(person_id=person, kind="card", facts={"text": text}, url="/")


def letter(person: int, text: str, is_new: bool) -> None:
    Letter.objects.create(to=_address(person), subject="Din lapp", text=text)


def line_of_log(person: int, text: str, is_new: bool) -> None:
    logging.getLogger("knowledge").warning("%s wrote %s", _address(person), text)


def cache_entry(person: int, text: str, is_new: bool) -> None:
    cache.set(f"last-card-{person}", {"by": _address(person), "text": text})


class NoChance:
    """Takes the first and leaves all in order, where the product asks chance."""

    def choice(self, places: list) -> object:
        return places[0]

    def shuffle(self, cards: list) -> None:
        return None


class InTurn(NoChance):
    """Takes the place behind the one that was taken last, so that places stand for time."""

    def __init__(self) -> None:
        self.order: list[UUID] = []
        self.taken = -1

    def choice(self, places: list[Slot]) -> Slot:
        self.order = self.order or [slot.key for slot in places]
        free = {self.order.index(slot.key): slot for slot in places}
        self.taken = min(place for place in free if place > self.taken)
        return free[self.taken]


def counts_by_column() -> str:
    """As the board once told them, before its cards were shown."""
    waiting = Counter(Slot.objects.exclude(text="").values_list("column", flat=True))
    names = COLUMNS[Format.WEEK].items()
    return "".join(f"<h2>{name}</h2><p>{waiting[key]} lappar</p>" for key, name in names)


def _address(person: int) -> str:
    return Person.objects.get(pk=person).email


def _keep(text: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO knowledge_card_copy VALUES (%s, %s)", [text, value])


def _write(value: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE knowledge_slot SET planted = %s WHERE text = %s", [value, text])


@contextmanager
def room_for_faults() -> Iterator[None]:
    """What the product does not know of: a column beside cards not shown yet, a table of cards."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMN)
        cursor.execute(COPIES)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE knowledge_card_copy")
            cursor.execute("ALTER TABLE knowledge_slot DROP COLUMN planted")
