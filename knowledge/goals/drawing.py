"""The picture: for each goal a thick bar, under it a thin one for each sub-goal.

All bars of the page have one scale, so that lengths can be compared. Pure: numbers in, numbers out.
Measures are in the picture's own units, 360 wide, which is a phone's width.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 360
END = 330.0
THICK, THIN = 20, 9
LONGEST_LABEL = 36
GAP = 1.5


@dataclass(frozen=True)
class Part:
    number: int
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """Texts, since a template would write numbers with decimal commas."""

    label: str
    total: int
    y: str
    top: str
    text_y: str
    height: str
    x1: str
    stop: str
    dot: str
    parts: list[Part]


def bars(counts: list[int], below: list[tuple[str, list[int]]], most: int) -> tuple[list[Bar], int]:
    """The goal's own bar and its sub-goals', and how high the picture is.

    `most` is the largest sum of the page. Nothing is drawn longer than the picture is wide.
    """
    drawn = [bar("", counts, most, top=4, height=THICK)]
    y = 4 + THICK + 14
    for label, one in below:
        drawn.append(bar(label, one, most, top=y + 22, height=THIN))
        y += 22 + THIN + 12
    return drawn, y


def bar(label: str, counts: list[int], most: int, *, top: int, height: int) -> Bar:
    parts, x = [], 0.0
    for number, count in enumerate(counts, start=1):
        width = END * count / most if most else 0.0
        if count:
            parts.append(Part(number, said(x), said(max(width - GAP, 1.0))))
        x += width
    middle, dot = top + height / 2, height / 2
    stop = min(x + dot + 2, WIDTH - dot)
    short = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
    return Bar(
        label=short,
        total=sum(counts),
        y=said(middle),
        top=str(top),
        text_y=str(top - 7),
        height=str(height),
        x1=said(stop + dot if x else 0.0),
        stop=said(stop),
        dot=said(dot),
        parts=parts,
    )


def said(number: float) -> str:
    return f"{number:.1f}"
