"""The way as points and a curve: lying for wide screens, standing for phones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from mobility.paths.way import Stop

WIDE, HIGH, EDGE = 1000, 300, 100
HIGH_UP, MIDDLE, LOW_DOWN = 95, 150, 205
NARROW, APART = 320, 92
LETTERS_WIDE, LETTERS_NARROW = 26, 30


@dataclass(frozen=True)
class Dot:
    """`kind` is here, stop or goal; places are in the units of the drawing."""

    kind: str
    title: str
    text: str
    x: int
    y: int
    title_y: int
    text_y: int
    anchor: str = "start"
    radius: int = 11


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    line: str
    dots: list[Dot]


def lying(here: str, stops: list[Stop], goal: str) -> Drawing:
    words = _words(here, stops, goal, LETTERS_WIDE)
    apart = (WIDE - 2 * EDGE) // (len(words) - 1)
    dots = [_lying_dot(n, EDGE + n * apart, *said) for n, said in enumerate(words)]
    return Drawing(WIDE, HIGH, curve([(dot.x, dot.y) for dot in dots]), dots)


def _lying_dot(n: int, x: int, kind: str, title: str, text: str) -> Dot:
    """Stops swing up and down, with their words on the outside of the curve."""
    y = MIDDLE if kind != "stop" else HIGH_UP if n % 2 else LOW_DOWN
    above = y == HIGH_UP
    return Dot(
        *(kind, title, text, x, y),
        title_y=y - 42 if above else y + 40,
        text_y=y - 23 if above else y + 59,
        anchor="middle",
        radius=_r(kind),
    )


def standing(here: str, stops: list[Stop], goal: str) -> Drawing:
    words = _words(here, stops, goal, LETTERS_NARROW)
    dots = [
        Dot(kind, title, text, 24, 30 + n * APART, 27 + n * APART, 47 + n * APART, radius=_r(kind))
        for n, (kind, title, text) in enumerate(words)
    ]
    height = 30 + (len(words) - 1) * APART + 40
    line = f"M24 30 V{30 + (len(words) - 1) * APART}"
    return Drawing(NARROW, height, line, dots)


def curve(points: list[tuple[int, int]]) -> str:
    """An SVG path through the points, level at each of them."""
    line = "M{} {}".format(*points[0])
    for (x1, y1), (x2, y2) in pairwise(points):
        half = (x1 + x2) // 2
        line += f" C{half} {y1} {half} {y2} {x2} {y2}"
    return line


def short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(here: str, stops: list[Stop], goal: str, most: int) -> list[tuple[str, str, str]]:
    on_the_way = [
        ("stop", short(stop.opportunity.title, most), short(", ".join(stop.trains), most))
        for stop in stops
    ]
    return [
        ("here", _("Du i dag"), short(here, most)),
        *on_the_way,
        ("goal", _("Målet"), short(goal, most)),
    ]


def _r(kind: str) -> int:
    return {"here": 13, "goal": 17}.get(kind, 11)
