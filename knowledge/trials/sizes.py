"""Classes of size, so that a reader sees who is like the own organisation. Pure.

The bounds for municipalities are those of Sveriges Kommuner och Regioner's grouping from 2023,
used on inhabitants; regions have their own. All others are counted by employees.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.organisations.models import Organisation
from people.words import number_in_words

Kind = Organisation.Kind
BOUNDS = {
    Kind.MUNICIPALITY: ("inhabitants", (15_000, 50_000, 200_000)),
    Kind.REGION: ("inhabitants", (200_000, 400_000)),
}
BY_STAFF = ("employees", (50, 250, 1_000))
FEWEST = 3  # organisations alike before a share is said; they are named beside it anyway


class Size(NamedTuple):
    """`low` ≤ what is counted < `high`; None where there is no bound."""

    counted: str
    step: int
    low: int | None
    high: int | None


def size_of(organisation: Organisation) -> Size | None:
    """None when nobody knows how large it is."""
    counted, bounds = BOUNDS.get(Kind(organisation.kind), BY_STAFF)
    number = getattr(organisation, counted)
    if number is None:
        return None
    step = sum(number >= bound for bound in bounds)
    low = bounds[step - 1] if step else None
    return Size(counted, step, low, bounds[step] if step < len(bounds) else None)


def label(organisation: Organisation) -> str:
    """`15 000–49 999 invånare`; empty when nobody knows."""
    size = size_of(organisation)
    if size is None:
        return ""
    low, high = number_in_words(size.low or 0), number_in_words((size.high or 1) - 1)
    texts = {
        ("inhabitants", "low"): _("högst %(high)s invånare"),
        ("inhabitants", "between"): _("%(low)s–%(high)s invånare"),
        ("inhabitants", "high"): _("minst %(low)s invånare"),
        ("employees", "low"): _("högst %(high)s anställda"),
        ("employees", "between"): _("%(low)s–%(high)s anställda"),
        ("employees", "high"): _("minst %(low)s anställda"),
    }
    where = "low" if size.low is None else "high" if size.high is None else "between"
    return texts[size.counted, where] % {"low": low, "high": high}


def alike(one: Organisation, other: Organisation) -> bool:
    """Two organisations of the same kind and size; nobody is like one whose size is not known."""
    size = size_of(one) if one.pk != other.pk and one.kind == other.kind else None
    return size is not None and size == size_of(other)


def sentence(organisation: Organisation, kept: int, decided: int) -> str:
    """What those alike did in the end, or nothing while they are fewer than three."""
    if decided < FEWEST:
        return ""
    facts = {"kept": kept, "decided": decided}
    if organisation.kind == Kind.MUNICIPALITY:
        text = ngettext(
            "Liknar er: %(kept)s av %(decided)s kommun i er storlek behöll det.",
            "Liknar er: %(kept)s av %(decided)s kommuner i er storlek behöll det.",
            decided,
        )
    elif organisation.kind == Kind.REGION:
        text = ngettext(
            "Liknar er: %(kept)s av %(decided)s region i er storlek behöll det.",
            "Liknar er: %(kept)s av %(decided)s regioner i er storlek behöll det.",
            decided,
        )
    elif organisation.kind == Kind.AGENCY:
        text = ngettext(
            "Liknar er: %(kept)s av %(decided)s myndighet i er storlek behöll det.",
            "Liknar er: %(kept)s av %(decided)s myndigheter i er storlek behöll det.",
            decided,
        )
    else:
        text = ngettext(
            "Liknar er: %(kept)s av %(decided)s organisation av samma slag och storlek behöll det.",
            "Liknar er: %(kept)s av %(decided)s organisationer av samma slag och storlek "
            "behöll det.",
            decided,
        )
    return text % facts
