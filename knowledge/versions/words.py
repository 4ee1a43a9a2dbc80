"""What differs between two texts, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

LARGE = 4000  # words beyond which a paragraph is shown as replaced, not compared word by word
SMALL_SHARE = 0.03
TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
# Words that turn a sentence round, however small the change is.
TURNING = {
    "inte",
    "ej",
    "aldrig",
    "ingen",
    "inget",
    "inga",
    "utan",
    "not",
    "no",
    "never",
    "without",
}


@dataclass(frozen=True)
class Piece:
    """`kind` is same, added or removed."""

    kind: str
    text: str


def tokens(text: str) -> list[str]:
    return TOKENS.findall(text)


def compare(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; those removed stand before those that replace them."""
    found: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found.extend(_inside("".join(old[a:b]), "".join(new[c:d])))
    return list(_joined(found))


def _inside(before: str, after: str) -> Iterator[Piece]:
    old, new = tokens(before), tokens(after)
    if len(old) + len(new) > LARGE:
        yield from (Piece("removed", before), Piece("added", after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        yield Piece("removed", "".join(old[a:b]))
        yield Piece("added", "".join(new[c:d]))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Without empty ones; a single space between two changes belongs to the changes."""
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting and waiting.kind == piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def is_small(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """At most 3 % of the words differ, and no number, no "inte" and no title among them."""
    if words(before.get("title", "")) != words(after.get("title", "")):
        return False
    changed = total = 0
    for name in {*before, *after} - {"title"}:
        old, new = words(before.get(name, "")), words(after.get(name, ""))
        total += max(len(old), len(new))
        if old == new:
            continue
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            touched = {*old[a:b], *new[c:d]}
            if touched & TURNING or any(word.isdigit() for word in touched):
                return False
            changed += max(b - a, d - c)
    return changed <= max(1, round(total * SMALL_SHARE)) if changed else True
