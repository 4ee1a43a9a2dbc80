"""What rooms add to a colleague's page; they decide what the viewer may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.persons.models import Person


@dataclass(frozen=True)
class PersonPart:
    """`context` gets the person and the viewer; None means nothing to show."""

    name: str
    template: str
    context: Callable[[Person, Person], dict[str, Any] | None]
    order: int = 50


_parts: dict[str, PersonPart] = {}


def register_person_part(part: PersonPart) -> None:
    _parts[part.name] = part


def facts_about(person: Person, viewer: Person) -> list[tuple[PersonPart, dict[str, Any]]]:
    ordered = sorted(_parts.values(), key=lambda one: one.order)
    filled = [(part, part.context(person, viewer)) for part in ordered]
    return [(part, context) for part, context in filled if context is not None]
