"""Which places a line such as `Granby och Storskog, två dagar i veckan` names."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

APART = re.compile(r"[,;:/()+&]|\s(?:och|eller|samt|i|and|or|in)\s", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def named(line: str) -> frozenset[str]:
    """Whole names in small letters: Västerås does not name Ås, nor Upplands Väsby Väsby.

    A name goes on while its words begin with a capital, so `Granby stadshus` names Granby.
    """
    found: set[str] = set()
    for part in APART.split(line):
        first, *more = part.split() or [""]
        name = [first, *takewhile(lambda word: word[:1].isupper(), more)]
        found |= {" ".join(name).casefold(), " ".join(part.split()).casefold()}
    return frozenset(found - {""})
