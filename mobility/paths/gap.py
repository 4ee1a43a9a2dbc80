"""What lies between a person and a role. Pure, and the same wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mobility.opportunities.scoring import Held, Nearness, Wanted

CLOSE = 0.5
Status = Literal["met", "near", "missing"]


@dataclass(frozen=True)
class Step:
    """One skill of the role. `through` names a like skill that makes it near."""

    skill: int
    label: str
    level: int
    held: int
    must: bool
    status: Status
    through: str = ""

    @property
    def filled(self) -> int:
        return min(self.held, self.level)


def gap(wanted: tuple[Wanted, ...], held: tuple[Held, ...], near: Nearness) -> list[Step]:
    """Met: the level is there. Near: one level short, or a like skill that has the level.

    Like is a relation of at least 0.5.
    """
    known = {one.skill: one for one in held if one.level}
    return [_step(one, known, near) for one in wanted]


def _step(one: Wanted, known: Mapping[int, Held], near: Nearness) -> Step:
    level = known[one.skill].level if one.skill in known else 0
    status: Status = "missing"
    through = ""
    if level >= one.level:
        status = "met"
    elif 0 < level == one.level - 1:
        status = "near"
    else:
        like = [
            held
            for held in known.values()
            if near.get((one.skill, held.skill), 0) >= CLOSE and held.level >= one.level
        ]
        if like:
            status, through = "near", like[0].label
    return Step(one.skill, one.label, one.level, level, one.must, status, through)
