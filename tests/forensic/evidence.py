"""What the attacker holds: copies of everything, and what everybody was seen to do."""

from dataclasses import dataclass
from datetime import datetime

from tests.forensic.dump import Dump

WRITING, OPENING = "/lapp/", "/lapp/andra/"


@dataclass(frozen=True)
class Deed:
    """A request: when it was answered, whose it was and its address; never what was in it."""

    at: datetime
    person: int
    address: str


@dataclass(frozen=True)
class Evidence:
    """`opened` is a copy from just before the cards were shown, all else is from just after.

    `series` are copies of the room's tables after each of `deeds`, the first one from before them;
    `pictures` what the board told a member who looked at it, at the same times.
    `page` is how many bytes of `files` the database fills at a time.
    `noted_after` says how many deeds were done when the planner took its notes.
    """

    cards: list[str]
    people: list[int]
    deeds: list[Deed]
    opened: Dump
    shown: Dump
    series: list[Dump]
    files: bytes
    page: int
    noted: str
    noted_after: int
    pictures: list[str]
    log: list[str]
    beside: list[str]

    def in_order(self, ending: str = "") -> list[int]:
        """People by their last request to addresses that end so; the first to be done first."""
        last = {deed.person: deed.at for deed in self.deeds if deed.address.endswith(ending)}
        return sorted(last, key=lambda person: last[person])

    @property
    def writers(self) -> list[int]:
        return self.in_order(WRITING)
