"""Says how far an import has come: one line for each step, readable in a log too."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

Thing = TypeVar("Thing")


class Progress:
    def __init__(self, say: Callable[[str], object], every: float = 2.0) -> None:
        self.say, self.every = say, every
        self.began = monotonic()

    @property
    def seconds(self) -> float:
        return monotonic() - self.began

    def step(self, what: str) -> None:
        self.say(f"[{self.seconds:5.1f} s] {what}")

    def count(self, what: str, things: Iterable[Thing]) -> Iterator[Thing]:
        """Pass the things on, with a line every few seconds while it lasts and one at the end."""
        told, number = monotonic(), 0
        for number, thing in enumerate(things, 1):
            yield thing
            if monotonic() - told >= self.every:
                told = monotonic()
                self.step(f"{what}: {number} …")
        self.step(f"{what}: {number}")
