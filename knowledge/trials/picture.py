"""Where the organisations that tried a lesson stand in a picture. Pure geometry.

Without coordinates: a sunflower. The lesson's own organisation is in the middle, and the n:th
dot lies at an angle of n times the golden angle and at a distance that grows with √n, so that dots
never cover one another however many they are (H. Vogel, 1979). With coordinates: a map.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, radians, sin, sqrt

WIDTH, HEIGHT, EDGE = 400, 340, 30
MAP_HEIGHT = 520
GOLDEN_ANGLE = pi * (3 - sqrt(5))
STRETCH = 1.2  # the picture is a little wider than high
FURTHEST = (HEIGHT / 2 - EDGE) / 1.05
RADIUS = (8.0, 10.5, 13.0, 16.0)  # by step of size
MOST_LABELS, MOST_NUMBERS, MOST_DOTS = 8, 25, 40
LETTER, LINE = 6.1, 14  # width and height of a letter in the labels, at most


@dataclass(frozen=True)
class Seen:
    """One organisation: what is written, how it is drawn, where it lies (degrees)."""

    number: int
    name: str
    mark: str
    step: int = 1
    latitude: float | None = None
    longitude: float | None = None

    @property
    def has_place(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True)
class Dot:
    seen: Seen
    x: float
    y: float
    r: float

    @property
    def label_y(self) -> float:
        return round(self.y + self.r + LINE - 2, 1)

    @property
    def label_box(self) -> tuple[float, float, float, float]:
        half = len(self.seen.name) * LETTER / 2
        return self.x - half, self.label_y - LINE + 3, self.x + half, self.label_y + 3

    @property
    def half(self) -> str:
        """The left half, as a path of SVG."""
        return f"M{self.x} {self.y - self.r:.1f}a{self.r} {self.r} 0 0 0 0 {2 * self.r:.1f}z"

    @property
    def cross(self) -> str:
        """A line through it, as a path of SVG."""
        side = 0.707 * self.r
        return f"M{self.x - side:.1f} {self.y + side:.1f}l{2 * side:.1f} {-2 * side:.1f}"

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True)
class Picture:
    """`home` is the lesson's own organisation, `backdrop` points that show where the land is."""

    dots: list[Dot]
    home: Dot | None
    is_map: bool = False
    top: float = 0
    height: float = HEIGHT
    backdrop: tuple[tuple[float, float], ...] = ()

    width = WIDTH

    @property
    def has_numbers(self) -> bool:
        return len(self.dots) <= MOST_NUMBERS

    @property
    def has_labels(self) -> bool:
        """Only when no name covers another name or a dot, or leaves the picture."""
        every = [*self.dots, *([self.home] if self.home else [])]
        if len(self.dots) > MOST_LABELS:
            return False
        boxes = [one.label_box for one in every]
        inside = all(box[0] >= 0 and box[2] <= WIDTH for box in boxes)
        apart = not any(_meet(one, other) for one, other in combinations(boxes, 2))
        free = not any(
            _meet(dot.box, other.label_box) for dot in every for other in every if dot is not other
        )
        return inside and apart and free


def drawn(home: Seen, others: list[Seen], land: tuple[tuple[float, float], ...] = ()) -> Picture:
    """A map when everybody has a place (`land`: latitude and longitude), else a sunflower."""
    others = others[:MOST_DOTS]
    if len(land) > len(others) and all(one.has_place for one in others):
        return _map(home, others, land)
    return _sunflower(home, others)


def _sunflower(home: Seen, others: list[Seen]) -> Picture:
    middle_x, middle_y = WIDTH / 2, HEIGHT / 2 - 4
    spread = min(62.0, FURTHEST / sqrt(len(others) + 0.6))
    dots = []
    for n, one in enumerate(others, 1):
        distance, angle = spread * sqrt(n + 0.6), n * GOLDEN_ANGLE
        x = middle_x + STRETCH * distance * cos(angle)
        y = middle_y + distance * sin(angle)
        dots.append(_dot(one, x, y, most=spread * 0.42))
    middle = _dot(home, middle_x, middle_y, most=spread * 0.42)
    top = min(one.box[1] for one in (middle, *dots)) - LINE / 2
    bottom = max(one.label_box[3] for one in (middle, *dots)) + LINE / 2
    return Picture(dots, middle, top=round(top, 1), height=round(bottom - top, 1))


def _map(home: Seen, others: list[Seen], land: tuple[tuple[float, float], ...]) -> Picture:
    """Equirectangular, true in scale at the middle latitude."""
    placed = [*others, *([home] if home.has_place else [])]
    points = [*land, *((one.latitude or 0.0, one.longitude or 0.0) for one in placed)]
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    narrow = cos(radians((south + north) / 2))
    wide, high = (east - west) * narrow, north - south
    scale = min((WIDTH - 2 * EDGE) / (wide or 1), (MAP_HEIGHT - 2 * EDGE) / (high or 1))
    left, top = (WIDTH - wide * scale) / 2, (MAP_HEIGHT - high * scale) / 2

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        x = left + (longitude - west) * narrow * scale
        return round(x, 1), round(top + (north - latitude) * scale, 1)

    dots = {one: _dot(one, *at(one.latitude or 0, one.longitude or 0), most=11) for one in placed}
    seen = tuple(sorted({at(*point) for point in land}))
    return Picture([dots[one] for one in others], dots.get(home), True, 0, MAP_HEIGHT, seen)


def _dot(seen: Seen, x: float, y: float, most: float) -> Dot:
    return Dot(seen, round(x, 1), round(y, 1), round(min(RADIUS[min(seen.step, 3)], most), 1))


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
