"""Faults that a product could have, laid into the real database while people write."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count

from django.db import connection

from knowledge.retrospectives.cards import Slot
from knowledge.retrospectives.formats import COLUMNS, Format
from people.audit import record
from people.persons.models import Person

Plant = Callable[[int, str, bool], None]
COLUMN = "ALTER TABLE knowledge_slot ADD COLUMN planted varchar(64) DEFAULT ''"
numbers = count(1)


def author(person: int, text: str, is_new: bool) -> None:
    _write(str(person), text)


def hashed_author(person: int, text: str, is_new: bool) -> None:
    email = Person.objects.get(pk=person).email
    _write(sha256(email.encode()).hexdigest(), text)


def timestamp(person: int, text: str, is_new: bool) -> None:
    _write(datetime.now(UTC).isoformat(), text)


def serial_id(person: int, text: str, is_new: bool) -> None:
    if is_new:
        _write(str(next(numbers)), text)


def audit_event(person: int, text: str, is_new: bool) -> None:
    record("card written", Person(pk=person), by=Person(pk=person), text=text)


class NoChance:
    """Takes the first and leaves all in order, where the product asks chance."""

    def choice(self, places: list) -> object:
        return places[0]

    def shuffle(self, cards: list) -> None:
        return None


def counts_by_column() -> str:
    """As the board once told them, before its cards were shown."""
    waiting = Counter(Slot.objects.exclude(text="").values_list("column", flat=True))
    names = COLUMNS[Format.WEEK].items()
    return "".join(f"<h2>{name}</h2><p>{waiting[key]} lappar</p>" for key, name in names)


def _write(value: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE knowledge_slot SET planted = %s WHERE text = %s", [value, text])


@contextmanager
def a_column_more() -> Iterator[None]:
    """A column that the product does not know of, in the table of cards not shown yet."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMN)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE knowledge_slot DROP COLUMN planted")
