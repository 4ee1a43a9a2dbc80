"""The attack of one in the room: the board changes while one sees who is busy with a phone."""

import re
from collections import defaultdict
from random import Random

from knowledge.retrospectives.formats import COLUMNS, Format
from tests.forensic.evidence import Evidence
from tests.forensic.reading import Guess

NAMES = {str(name): key for key, name in COLUMNS[Format.WEEK].items()}


def columns_that_grow(found: Evidence) -> Guess:
    """Whoever was active when more lay under a heading has one of the cards that end up there."""
    last: dict[int, str] = {}
    counts = [under_headings(picture) for picture in found.pictures]
    for deed, before, after in zip(found.deeds, counts, counts[1:], strict=False):
        grown = [column for column in after if after[column] > before[column]]
        if len(grown) == 1:
            last[deed.person] = grown[0]
    writers: dict[str, list[int]] = defaultdict(list)
    for person in Random(len(last)).sample(sorted(last), len(last)):
        writers[last[person]].append(person)
    cards = [row.values for row in found.shown.tables["knowledge_card"]]
    shown = {values["text"]: values["column"] for values in cards}
    with_writers = [card for card in found.cards if writers[shown[card]]]
    return {card: writers[shown[card]].pop() for card in with_writers if writers[shown[card]]}


def under_headings(picture: str) -> dict[str, int]:
    """The sum of the numbers that stand between each column's name and the next."""
    text = re.sub(r"<[^>]*>", " ", picture)
    parts = re.split(f"({'|'.join(NAMES)})", text)
    under = zip(parts[1::2], parts[2::2], strict=True)
    return {NAMES[name]: sum(map(int, re.findall(r"\d+", rest))) for name, rest in under}
