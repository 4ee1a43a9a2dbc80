"""How well a person and an opportunity suit each other, with the reason for every part.

Pure: no database, no clock. The method is our own and shown in full under "Så räknar vi":
each part is a number from 0 to 1 with one or two sentences; the total is the weighted sum × 100.
Musts are listed apart and do not change the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobility.opportunities import places, sentences

WEIGHTS = {"coverage": 0.5, "adjacent": 0.15, "growth": 0.2, "practical": 0.15}
WISHES_FOR_FULL_GROWTH = 2
OF = 5


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

    def level(self, skill: int) -> int:
        return next((one.level for one in self.skills if one.skill == skill), 0)


@dataclass(frozen=True)
class Place:
    """Where and how much. `remote` is no, partly or fully; `share` in percent."""

    place: str = ""
    remote: str = "no"
    share: int = 100


@dataclass(frozen=True)
class Part:
    """`value` 0–1, `weight` its share of the total, `say` the reason."""

    name: str
    value: float
    say: str

    @property
    def weight(self) -> float:
        return WEIGHTS[self.name]

    @property
    def label(self) -> str:
        return sentences.label(self.name)

    @property
    def points(self) -> float:
        """What the part adds to the total, 0–100."""
        return self.value * self.weight * 100

    @property
    def filled(self) -> int:
        """Whole dots of five."""
        return round(self.value * OF * 2) // 2

    @property
    def half(self) -> int:
        return round(self.value * OF * 2) % 2


@dataclass(frozen=True)
class Must:
    label: str
    level: int
    held: int

    @property
    def met(self) -> bool:
        return self.held >= self.level


@dataclass(frozen=True)
class Score:
    parts: tuple[Part, ...]
    musts: tuple[Must, ...] = ()

    @property
    def total(self) -> int:
        """0–100, rounded; the parts' points summed."""
        return round(sum(part.points for part in self.parts))

    def part(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)

    @property
    def grows(self) -> bool:
        return self.part("growth").value > 0


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


def _mean(values: list[tuple[float, int]]) -> float:
    """Weighted mean of (value, weight); 1 when nothing is asked."""
    total = sum(weight for _value, weight in values)
    return sum(value * weight for value, weight in values) / total if total else 1.0


def _coverage(person: Person, wanted: tuple[Wanted, ...]) -> Part:
    values = [(reached(person.level(one.skill), one.level), one.weight) for one in wanted]
    met = sum(value == 1 for value, _weight in values)
    begun = [(one.label, person.level(one.skill), one.level) for one in wanted]
    lacking = [(label, level) for label, held, level in begun if held == 0]
    under = [(label, held, level) for label, held, level in begun if 0 < held < level]
    return Part("coverage", _mean(values), sentences.coverage(met, len(wanted), lacking, under))


def _adjacent(person: Person, wanted: tuple[Wanted, ...], near: Nearness) -> Part:
    values, helps = [], []
    for one in wanted:
        best, by = reached(person.level(one.skill), one.level), None
        for held in person.skills:
            value = near.get((one.skill, held.skill), 0.0) * reached(held.level, one.level)
            if value > best:
                best, by = value, held
        values.append((best, one.weight))
        if by:
            helps.append((by.label, one.label))
    value = _mean(values)
    return Part("adjacent", value, sentences.adjacent(helps, value == 1))


def _growth(person: Person, wanted: tuple[Wanted, ...]) -> Part:
    wishes = {one.skill for one in person.skills if one.wished}
    trained = [one.label for one in wanted if one.skill in wishes]
    value = min(1.0, len(trained) / WISHES_FOR_FULL_GROWTH)
    return Part("growth", value, sentences.growth(trained, bool(wishes)))


def _practical(person: Person, where: Place) -> Part:
    """Half is the place, half whether the share fits in the employment."""
    at_home = person.home.strip().casefold() in places.named(where.place)
    if where.remote == "fully":
        place = 1.0 if person.remote_ok else 0.5
    elif at_home:
        place = 1.0
    elif where.remote == "partly" and person.remote_ok:
        place = 0.7
    else:
        place = 0.3
    time = reached(person.share, where.share)
    say = sentences.practical(where.remote, at_home, person, where)
    return Part("practical", (place + time) / 2, say)
