"""Names, titles and texts for many, put together from those of the demo's few."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from config.world.reading import rows

SYLLABLES = ("al", "bo", "dal", "ek", "fal", "gran", "hav", "kal", "lid", "mo", "nor", "sol", "vik")
WAYS = (
    "Så fick vi ordning på {skill} i {unit}",
    "{skill}: det vi skulle göra annorlunda",
    "Tre saker om {skill} som {unit} lärde sig",
    "Vi provade {skill} med {system} i ett halvår",
    "Kortare väntan med bättre {skill}",
    "När {system} byttes ut: {skill} från början",
    "{unit} delar sin mall för {skill}",
)


def pieces(start: int, end: int, size: int) -> Iterator[range]:
    """The numbers from `start` up to `end`, `size` at a time."""
    for at in range(start, end, size):
        yield range(at, min(at + size, end))


@cache
def names() -> tuple[list[str], list[str]]:
    """First names and last names, each once."""
    people = [row["name"].split() for row in rows("people")]
    return sorted({one[0] for one in people}), sorted({one[-1] for one in people})


def name(random: Random) -> str:
    first, last = names()
    return f"{random.choice(first)} {random.choice(last)}"


@cache
def job_titles() -> list[str]:
    return sorted({row["title"] for row in rows("people") if "title" in row})


@cache
def paragraphs(section: str) -> list[str]:
    """What the demo's Swedish lessons say under that heading, paragraph by paragraph."""
    swedish = (row[section] for row in rows("articles") if row["language"] == "sv")
    return sorted({part for text in swedish for part in text.split("\n\n") if part})


def text(random: Random, section: str, system: str) -> str:
    """Two or three paragraphs, and one rare word: the name of a made-up system."""
    chosen = random.sample(paragraphs(section), k=random.choice((2, 2, 3)))
    return "\n\n".join([*chosen, f"Systemet heter {system}."])


def system(random: Random) -> str:
    """A name that few others have: 13³ words and 40 numbers."""
    return f"{''.join(random.choices(SYLLABLES, k=3)).capitalize()} {random.randint(1, 40)}"


def title(random: Random, skill: str, unit: str, system: str) -> str:
    said = random.choice(WAYS).format(skill=skill, unit=unit, system=system)
    return said[:1].upper() + said[1:]


def skewed(values: list[int], many: int, random: Random) -> set[int]:
    """At most `many` of them, the first far oftener than the last, as skills are spread."""
    return {values[int(len(values) * random.random() ** 2.5)] for _ in range(many)}


@cache
def offers() -> list[dict[str, Any]]:
    return rows("opportunities")
