"""What other rooms and subjects put on a page about one thing: a person, a network, a lesson.

They register when the app is ready; the page asks everyone and knows nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")
Viewer = TypeVar("Viewer")
Context = dict[str, Any]
Filled = tuple["Part[Any, Any]", Context]


@dataclass(frozen=True)
class Part(Generic[Thing, Viewer]):
    """`context` gives what the template needs, or None for nothing to show."""

    name: str
    template: str
    context: Callable[[Thing, Viewer], Context | None]
    place: str = ""
    order: int = 50


class Parts(Generic[Thing, Viewer]):
    """The parts of one kind of page. A name registered again replaces the part."""

    def __init__(self) -> None:
        self.by_name: dict[str, Part[Thing, Viewer]] = {}

    def register(self, part: Part[Thing, Viewer]) -> None:
        self.by_name[part.name] = part

    def filled(self, thing: Thing, viewer: Viewer) -> list[tuple[Part[Thing, Viewer], Context]]:
        """Those with something to show, in order."""
        ordered = sorted(self.by_name.values(), key=lambda one: one.order)
        filled = [(part, part.context(thing, viewer)) for part in ordered]
        return [(part, context) for part, context in filled if context is not None]
