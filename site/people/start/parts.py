"""What rooms put on the start page: things to do now, and panels to read.

A room registers in its AppConfig.ready; the start page asks everyone and knows nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from people.persons.models import Person


@dataclass(frozen=True)
class Todo:
    """One thing that waits for the person, with its one button. Soonest `due` comes first."""

    title: str
    text: str
    url: str
    button: str
    area: Literal["kunskap", "fredag", "uppdrag", "utveckling", ""] = ""
    due: date | datetime | None = None


@dataclass(frozen=True)
class Panel:
    """A part of the page. `context` gives what the template needs, or None for nothing to show."""

    name: str
    template: str
    context: Callable[[Person], dict[str, Any] | None]
    place: Literal["main", "side"] = "main"
    order: int = 50


_todos: list[Callable[[Person], list[Todo]]] = []
_panels: dict[str, Panel] = {}


def register_todos(source: Callable[[Person], list[Todo]]) -> None:
    if source not in _todos:
        _todos.append(source)


def register_panel(panel: Panel) -> None:
    _panels[panel.name] = panel


def todos_for(person: Person, most: int = 5) -> list[Todo]:
    found = [todo for source in _todos for todo in source(person)]
    return sorted(found, key=lambda todo: (todo.due is None, str(todo.due)))[:most]


def panels_for(person: Person, place: str) -> list[tuple[Panel, dict[str, Any]]]:
    chosen = sorted(
        (one for one in _panels.values() if one.place == place), key=lambda one: one.order
    )
    filled = [(panel, panel.context(person)) for panel in chosen]
    return [(panel, context) for panel, context in filled if context is not None]
