"""Names in the order of a Swedish index: å, ä and ö after z, accents beside their letter."""

import sqlite3
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.db.backends.signals import connection_created
from django.dispatch import receiver

Model = TypeVar("Model", bound=type[models.Model])
SWEDISH = "sv-x-icu"  # PostgreSQL's name of the order
OWN = "åäö"
SAME = {"æ": "ä", "ø": "ö", "ü": "y", "ß": "ss", "þ": "th", "ð": "d"}
AFTER_Z = str.maketrans(OWN, "{|}")


def plain(char: str) -> str:
    """The letter of the Swedish alphabet that a small letter is sorted as."""
    if char in OWN:
        return char
    return SAME.get(char) or unicodedata.normalize("NFD", char)[0]


def swedish(name: str) -> str:
    """The key to sort a name by; names that differ in accents alone follow each other."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    letters = "".join(plain(char) for char in composed)
    return f"{letters.translate(AFTER_Z)}\0{composed}"


class InSwedish(models.Func):
    """A text as the database sorts it; PostgreSQL knows Swedish, SQLite asks `swedish`."""

    function = "utbyte_swedish"

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = f'(%(expressions)s COLLATE "{SWEDISH}")'
        return self.as_sql(compiler, connection, template=template, **extra)


def by_name(field: str = "name") -> InSwedish:
    """For `order_by`: `order_by(by_name("person__name"), "pk")`."""
    return InSwedish(models.F(field))


def swedish_order(field: str = "name") -> Callable[[Model], Model]:
    """Gives a model this order. Migrations keep what Meta says: an order is no column."""

    def give(model: Model) -> Model:
        model._meta.ordering = (by_name(field), "pk")  # type: ignore[assignment]
        return model

    return give


@receiver(connection_created)
def teach_sqlite(connection: Any, **_rest: Any) -> None:
    if isinstance(connection.connection, sqlite3.Connection):
        connection.connection.create_function("utbyte_swedish", 1, swedish, deterministic=True)
