"""What a person has written that says what they can.

Rooms register their sources when the app is ready. A profile asks when its person wants it shown,
and gets only what the viewer may read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from people.persons.models import Person


@dataclass(frozen=True)
class Evidence:
    """`words` say what it is about: title and topics."""

    kind: str
    url: str
    title: str
    words: str
    language: str = "sv"


Source = Callable[[Person, Person], list[Evidence]]
_sources: list[Source] = []


def register_evidence(source: Source) -> None:
    """A source is given the person and the viewer."""
    if source not in _sources:
        _sources.append(source)


def evidence_of(person: Person, viewer: Person) -> list[Evidence]:
    return [one for source in _sources for one in source(person, viewer)]
