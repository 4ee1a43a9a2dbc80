"""What editors have chosen, kept in memory for a moment so that a search need not ask for it.

A change here is seen at once by this process and within `SECONDS` by the others.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

SECONDS = 10.0
Thing = TypeVar("Thing")
_all: list[Kept[Any]] = []


class Kept(Generic[Thing]):
    def __init__(self, load: Callable[[], Thing]) -> None:
        self.load, self.until = load, 0.0
        _all.append(self)

    def __call__(self) -> Thing:
        if monotonic() >= self.until:
            self.thing, self.until = self.load(), monotonic() + SECONDS
        return self.thing


def forget(**_facts: Any) -> None:
    for kept in _all:
        kept.until = 0.0


def watch(*models: type[Model]) -> None:
    for model in models:
        post_save.connect(forget, sender=model, dispatch_uid=f"kept {model.__name__}")
        post_delete.connect(forget, sender=model, dispatch_uid=f"kept {model.__name__}")
