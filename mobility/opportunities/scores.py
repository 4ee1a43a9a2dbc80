"""What a score consists of: four parts with their reasons, and the musts beside them."""

from __future__ import annotations

from dataclasses import dataclass

from mobility.opportunities import sentences

WEIGHTS = {"coverage": 0.5, "adjacent": 0.15, "growth": 0.2, "practical": 0.15}
OF = 5


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
        return total(**{part.name: part.value for part in self.parts})

    def part(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)

    @property
    def grows(self) -> bool:
        return self.part("growth").value > 0


def total(coverage: float, adjacent: float, growth: float, practical: float) -> int:
    """0–100, rounded: the points of the parts summed."""
    of = WEIGHTS
    points = coverage * of["coverage"] * 100 + adjacent * of["adjacent"] * 100
    return round(points + growth * of["growth"] * 100 + practical * of["practical"] * 100)
