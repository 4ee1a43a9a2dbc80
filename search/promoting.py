"""What editors put first or leave out for one question."""

from __future__ import annotations

from people.persons.models import Viewer
from search.analysis import key
from search.engines.base import Candidate
from search.kept import Kept
from search.models import Promotion

LONGEST = 200


def _by_question() -> dict[str, list[Promotion]]:
    found: dict[str, list[Promotion]] = {}
    for row in Promotion.objects.order_by("order", "pk"):
        found.setdefault(row.question, []).append(row)
    return found


_promoted = Kept(_by_question)


def question(text: str) -> str:
    return key(text)[:LONGEST]


def chosen_for(text: str, viewer: Viewer) -> tuple[list[Candidate], set[Candidate]]:
    """What to show first, in order and only what the viewer may see; and what to leave out."""
    rows = _promoted().get(question(text), [])
    pinned = [(one.kind, one.object_id) for one in rows if one.act == Promotion.Act.PIN]
    excluded = {(one.kind, one.object_id) for one in rows if one.act == Promotion.Act.EXCLUDE}
    return seen(pinned, viewer), excluded


def seen(candidates: list[Candidate], viewer: Viewer) -> list[Candidate]:
    """Those that the viewer may see, in the same order."""
    from search.finding import visible

    return visible(candidates, viewer)
