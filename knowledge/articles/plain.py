"""Plain language, seen by a machine: a smoke alarm, no judge.

LIX as Wagtail's editor reckons it (Björnsson 1968: words a sentence + share of words with more
than six characters), over words and sentences as Unicode parts them (UAX #29, as ICU does for
Swedish and English). The same text gives the same figure here and there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.articles.abbreviations import EVERYBODY, unexplained

FEWEST_WORDS = 10  # Wagtail says 0 for a shorter text
LONG_WORD = 6  # UTF-16 units that a word may have without being long
GOOD, FAIR = 35, 45  # below these Wagtail says Good and Fair
LONG_SENTENCE = 25  # words; then we ask whether it can be two
MOST = 5  # abbreviations that are named

MARKS = "".join(map(chr, range(0x300, 0x370)))
JOINED = "\u200d\u00ad\u2060\ufeff"
LETTER = rf"(?:[^\W\d_](?:[\u0300-\u036f{JOINED}])*)"
AFTER_LETTER = r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][\u0300-\u036f]))"
FIGURE = rf"(?:\d(?:[\u0300-\u036f{JOINED}])*)"
WORD = re.compile(
    rf"(?:{LETTER}|{FIGURE}|_)(?:{LETTER}|{FIGURE}|_"
    rf"|{AFTER_LETTER}[:.·'’‘․﹒＇](?=[^\W\d_])"
    r"|(?<=\d)[.,;'’‘﹐﹔．，；＇](?=\d))*"
)

CLOSES = set("\"'()[]{}«»‘’‚‛“”„‟‹›❛❜❝❞") | {"\u2e42"}
PARAGRAPH = "\n\r\x85\u2028\u2029"
GOES_ON = set(",-:;–—，：；、")
ENDS, DOTS = set("!?‼⁇⁈⁉。！？"), set(".․﹒．")


def words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word != "_"]


def sentences(text: str) -> list[str]:
    """Parted after full stops, question and exclamation marks, and at the end of every line."""
    parts, start, at = [], 0, 0
    while at < len(text):
        end = _end(text, at)
        if end is None:
            at += 1
            continue
        parts.append(text[start:end])
        start = at = end
    return [*parts, text[start:]] if start < len(text) else parts


def _end(text: str, at: int) -> int | None:
    """Where the next sentence begins, if the sign at `at` ends one."""
    sign = text[at]
    if sign in PARAGRAPH:
        return at + (2 if text[at : at + 2] == "\r\n" else 1)
    if sign not in ENDS and sign not in DOTS:
        return None
    after = _skip(text, at + 1, _closes)
    spaced = _skip(text, after, _is_space)
    following = text[spaced : spaced + 1]
    if following and (following in ENDS or following in DOTS or following in GOES_ON):
        return None
    if sign in DOTS and _goes_on(text, at, after, spaced):
        return None
    return spaced + _line_end(text, spaced)


def _goes_on(text: str, at: int, after: int, spaced: int) -> bool:
    """A full stop inside a number, inside capitals (U.S.A), or before a small letter."""
    following = text[at + 1 : at + 2]
    if after == spaced == at + 1 and following:
        if following.isdecimal():
            return True
        if following.isupper() and text[max(0, at - 9) : at].rstrip(MARKS)[-1:].isalpha():
            return True
    for char in text[spaced:]:
        if char.islower():
            return True
        if char.isalpha() or char in PARAGRAPH or char in ENDS or char in DOTS:
            return False
    return False


def _closes(char: str) -> bool:
    return char in CLOSES or unicodedata.category(char) in {"Ps", "Pe", "Pi", "Pf"}


def _is_space(char: str) -> bool:
    return char not in PARAGRAPH and (char in "\t\v\f" or unicodedata.category(char) == "Zs")


def _skip(text: str, at: int, passing: Callable[[str], bool]) -> int:
    while at < len(text) and passing(text[at]):
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    if text[at : at + 2] == "\r\n":
        return 2
    return int(text[at : at + 1] != "" and text[at] in PARAGRAPH)


def lix(text: str) -> float:
    """Wagtail's figure, not rounded; 0 for fewer than ten words."""
    found, parts = words(text), sentences(text)
    if not parts or len(found) < FEWEST_WORDS:
        return 0.0
    long = sum(len(word.encode("utf-16-le")) > 2 * LONG_WORD for word in found)
    return len(found) / len(parts) + long / len(found) * 100


@dataclass(frozen=True)
class PlainHelp:
    """What the form shows beside a text, when there is enough of it to say something."""

    text: str
    known: frozenset[str] = field(default=EVERYBODY)

    @cached_property
    def figure(self) -> float:
        return lix(self.text)

    @property
    def lix(self) -> int:
        return round(self.figure)

    @property
    def is_enough(self) -> bool:
        return self.lix > 0

    @property
    def level(self) -> str:
        """`easy`, `fair` or `heavy`, where Wagtail says Good, Fair and Complex."""
        return "easy" if self.figure < GOOD else "fair" if self.figure < FAIR else "heavy"

    @cached_property
    def longest(self) -> tuple[int, str]:
        """Words and text of the longest sentence."""
        parts = ((len(words(part)), " ".join(part.split())) for part in sentences(self.text))
        return max(parts, key=lambda one: one[0], default=(0, ""))

    @property
    def is_long(self) -> bool:
        return self.longest[0] > LONG_SENTENCE

    @cached_property
    def abbreviations(self) -> list[str]:
        return unexplained(self.text, self.known)[:MOST]


def one_text(parts: Iterable[str]) -> str:
    """The answers one after the other, parted as a browser parts paragraphs."""
    return "\n\n".join(_tidy(parts))


def _tidy(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if kept := part.replace("\r\n", "\n").strip():
            yield kept
