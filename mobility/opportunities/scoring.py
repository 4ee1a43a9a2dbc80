"""How well a person and an opportunity suit each other, with the reason for every part.

Pure: no database, no clock. The method is our own and shown in full under "Så räknar vi":
each part is a number from 0 to 1 with one or two sentences; the total is the weighted sum × 100.
Musts are listed apart and do not change the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from mobility.opportunities import places, sentences
from mobility.opportunities.scores import Must, Part, Score

WISHES_FOR_FULL_GROWTH = 2


@dataclass(frozen=True)
class Wanted:
    """A skill that the opportunity asks for. `level` 1–5, `weight` 1–3."""

    skill: int
    label: str
    level: int
    must: bool = False
    weight: int = 1


@dataclass(frozen=True)
class Held:
    """A skill of the person. `level` 0–5, where 0 is a wish only."""

    skill: int
    label: str
    level: int
    wished: bool = False


@dataclass(frozen=True)
class Person:
    """What is known of the person. `share` is the employment in percent."""

    skills: tuple[Held, ...] = ()
    home: str = ""
    remote_ok: bool = True
    share: int = 100

    @property
    def wishes(self) -> set[int]:
        return {one.skill for one in self.skills if one.wished}

    def level(self, skill: int) -> int:
        return next((one.level for one in self.skills if one.skill == skill), 0)


@dataclass(frozen=True)
class Place:
    """Where and how much. `remote` is no, partly or fully; `share` in percent."""

    place: str = ""
    remote: str = "no"
    share: int = 100


Nearness = Mapping[tuple[int, int], float]


def score(person: Person, wanted: tuple[Wanted, ...], place: Place, near: Nearness) -> Score:
    """The same for both sides. `near` maps (wanted skill, held skill) to 0–1.

    Monotone: more skill, a higher level or one more wish never lowers any part.
    """
    return Score(
        parts=(
            _coverage(person, wanted),
            _adjacent(person, wanted, near),
            _growth(person, wanted),
            _practical(person, place),
        ),
        musts=tuple(Must(w.label, w.level, person.level(w.skill)) for w in wanted if w.must),
    )


def reached(level: int, wanted: int) -> float:
    """How much of the wanted level is there: 0–1."""
    return min(1.0, level / wanted)


def weight_of(wanted: tuple[Wanted, ...]) -> int:
    return sum(one.weight for one in wanted)


def mean(weighed: Iterable[float], total: int) -> float:
    """Mean of values that are multiplied by their weights, of `total`; 1 when nothing is asked.

    Values of 0 may be left out, and the order is of no matter.
    """
    return fsum(weighed) / total if total else 1.0


def _coverage(person: Person, wanted: tuple[Wanted, ...]) -> Part:
    values = [(reached(person.level(one.skill), one.level), one) for one in wanted]
    met = sum(value == 1 for value, _one in values)
    begun = [(one.label, person.level(one.skill), one.level) for one in wanted]
    lacking = [(label, level) for label, held, level in begun if held == 0]
    under = [(label, held, level) for label, held, level in begun if 0 < held < level]
    value = mean([value * one.weight for value, one in values], weight_of(wanted))
    return Part("coverage", value, sentences.coverage(met, len(wanted), lacking, under))


def nearest(person: Person, skill: int, level: int, near: Nearness) -> tuple[float, Held | None]:
    """How much of the skill is there when what is near it helps, 0–1, and what helped."""
    best, by = reached(person.level(skill), level), None
    for held in person.skills:
        value = near.get((skill, held.skill), 0.0) * reached(held.level, level)
        if value > best:
            best, by = value, held
    return best, by


def _adjacent(person: Person, wanted: tuple[Wanted, ...], near: Nearness) -> Part:
    found = [(nearest(person, one.skill, one.level, near), one) for one in wanted]
    value = mean([best * one.weight for (best, _by), one in found], weight_of(wanted))
    helps = [(by.label, one.label) for (_best, by), one in found if by]
    return Part("adjacent", value, sentences.adjacent(helps, value == 1))


def growth(trained: int) -> float:
    """Of so many wishes that are trained: 0–1."""
    return min(1.0, trained / WISHES_FOR_FULL_GROWTH)


def _growth(person: Person, wanted: tuple[Wanted, ...]) -> Part:
    wishes = person.wishes
    trained = [one.label for one in wanted if one.skill in wishes]
    return Part("growth", growth(len(trained)), sentences.growth(trained, bool(wishes)))


def practical(person: Person, where: Place) -> float:
    """Half is the place, half whether the share fits in the employment: 0–1."""
    if where.remote == "fully":
        place = 1.0 if person.remote_ok else 0.5
    elif is_home(person, where):
        place = 1.0
    elif where.remote == "partly" and person.remote_ok:
        place = 0.7
    else:
        place = 0.3
    return (place + reached(person.share, where.share)) / 2


def is_home(person: Person, where: Place) -> bool:
    return person.home.strip().casefold() in places.named(where.place)


def _practical(person: Person, where: Place) -> Part:
    say = sentences.practical(where.remote, is_home(person, where), person, where)
    return Part("practical", practical(person, where), say)
