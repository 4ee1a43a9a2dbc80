"""One value of an entry, read from JSON; ValueError when it is not what it should be."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from knowledge.articles.forms import LONGEST
from knowledge.articles.models import SECTIONS
from knowledge.articles.related import MOST as MOST_RELATED
from knowledge.articles.topics import LONGEST as LONGEST_TOPIC
from knowledge.articles.topics import MOST as MOST_TOPICS
from knowledge.articles.topics import split
from knowledge.exchange.entries import Entry
from people.audience import Audience
from people.goals import Goal
from people.persons.names import clean_name
from skills.forms import MOST as MOST_SKILLS

SLUG = re.compile("[-a-zA-Z0-9_]{1,200}")
TITLE = 200
TEXTS = dict.fromkeys(SECTIONS, LONGEST) | {"change_note": 200, "retracted_because": 300}
MOST_NAMES = 50
MOST_FILES = 100


@dataclass(frozen=True)
class Rule:
    """`read` gives the value or raises ValueError; `needed` fields may not be left out."""

    read: Callable[[Any], Any]
    needed: bool = False


def text(most: int) -> Rule:
    return Rule(lambda value: short(value, most))


def short(value: Any, most: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise ValueError
    value.encode()  # half a sign is no sign
    return value.replace("\r\n", "\n")


def name_in(value: Any) -> str:
    found = clean_name(short(value, TITLE))
    if not found:
        raise ValueError
    return found


def one_of(allowed: Any, default: str) -> Rule:
    def read(value: Any) -> str:
        return str(allowed(default if value is None else short(value, 20)))

    return Rule(read)


def slug(value: Any) -> str:
    found = short(value, 255)
    if not SLUG.fullmatch(found):
        raise ValueError
    return found


def topics(value: Any) -> list[str]:
    names = texts(value, MOST_TOPICS, LONGEST_TOPIC)
    if any(len(split(name)) != 1 for name in names):
        raise ValueError
    return names


def texts(value: Any, most: int, longest: int) -> list[str]:
    found = [] if value is None else value
    if not isinstance(found, list) or len(found) > most:
        raise ValueError
    if any(not isinstance(one, str) for one in found):
        raise ValueError
    return [short(one, longest) for one in found]


def unit(value: Any) -> list[str]:
    return texts(value, MOST_NAMES, 200)


def goals(value: Any) -> list[str]:
    return sorted({str(Goal(one)) for one in texts(value, 20, 20)})


def skills(value: Any) -> list[str]:
    return texts(value, MOST_SKILLS, 200)


def person(value: Any) -> str:
    """The address in lower case; an empty text for nobody."""
    if value is None:
        return ""
    return short(value["email"], 254).strip().lower()


def people(value: Any) -> list[str]:
    if value is not None and (not isinstance(value, list) or len(value) > MOST_NAMES):
        raise ValueError
    return [person(one) for one in value or []]


def readers(value: Any) -> Entry:
    found: Entry = {"kind": str(Audience.Kind(value["kind"]))}
    if not isinstance(value, dict):
        raise ValueError
    found["unit"] = unit(value.get("unit"))
    found["organisations"] = texts(value.get("organisations"), 1_000, 80)
    return found | {name: short(value.get(name), 200) for name in ("team", "network")}


def day(value: Any) -> date | None:
    return None if value is None else needed(parse_date(short(value, 40)))


def moment(value: Any) -> datetime | None:
    found = None if value is None else needed(parse_datetime(short(value, 40)))
    if found is not None and found.tzinfo is None:
        raise ValueError
    return found


def needed(value: Any) -> Any:
    if value is None:
        raise ValueError
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def number(value: Any) -> uuid.UUID | None:
    return None if value is None else uuid.UUID(short(value, 40))


def numbers(value: Any) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in texts(value, MOST_RELATED, 40)]


def files(value: Any) -> list[Entry]:
    if value is not None and (not isinstance(value, list) or len(value) > MOST_FILES):
        raise ValueError
    return [file(one) for one in value or []]


def file(value: Any) -> Entry:
    facts = value.get("facts") or {}
    if not isinstance(facts, dict) or len(facts) > 20:
        raise ValueError
    for one in facts.values():
        if not isinstance(one, bool | int | None):
            short(one, 2_000)
    path = short(value["path"], 400)
    if not path.startswith("files/") or ".." in path.split("/"):
        raise ValueError
    words = {name: short(value[name], 300) for name in ("carrier", "name")}
    return words | {"path": path, "facts": facts}
