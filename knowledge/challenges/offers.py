"""Placements that an answer offers.

Opportunities are another room's, and the rooms never import each other. Both know search: the room
has registered there what an opportunity is called, where it stands, who sees it and who answers for
it. So an answer keeps only the id, and whether there is anything to show is asked at every showing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from people.persons.models import Person, Viewer
from search.describing import together
from search.documents import document_named

KIND = "opportunity"
MOST = 25


@dataclass(frozen=True)
class Offer:
    pk: int
    title: str
    url: str


def own_offers(person: Person) -> list[Offer]:
    """Those to be found that the person answers for, by name."""
    document = document_named(KIND)
    if document is None or document.own is None:
        return []
    rows = document.own(document.seen_by(person), person).order_by("-pk")[:MOST]
    return [Offer(one.pk, str(one), one.get_absolute_url()) for one in rows]


def offers_seen(ids: Iterable[int], viewer: Viewer) -> dict[int, Offer]:
    """Those of the ids that the viewer may see, in one query; none for no ids."""
    document, wanted = document_named(KIND), set(ids)
    if document is None or not wanted:
        return {}
    found = together(document, document.seen_by(viewer)).filter(pk__in=wanted)
    return {one.pk: Offer(one.pk, str(one), one.get_absolute_url()) for one in found}
