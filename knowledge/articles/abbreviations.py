"""Abbreviations that a text does not explain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from people.organisations.models import Organisation

ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?=(?::?[a-zåäö]{1,3})?(?!\w|[ -]?\d))")


SHOUTED = re.compile(r"[A-ZÅÄÖ]{2,}(?:\W+[A-ZÅÄÖ]{2,}){2,}")  # whole phrases in capitals


COMMON = """
AB AI BRP CD CV DNA DVD EES EG EKG EM EN EU FAQ FM FN GB GPS HIV HR ID IP IQ ISO IT JA KB KL LO MB
NATO NEJ NGO OBS OK OS PC PDF PIN PR PS QR RTF SCB SD SJ SM SMS SVT TV TX UK URL US USA USB VD VIP
VM WC WHO WWW XML
"""


EVERYBODY = frozenset(COMMON.split())


def known_abbreviations(organisation: Organisation | None) -> frozenset[str]:
    """What readers at the organisation need no explanation of. The glossary adds its own here."""
    found = set(EVERYBODY)
    for source in _sources:
        found |= {word.upper() for word in source(organisation)}
    return frozenset(found)


Source = Callable[[Organisation | None], Iterable[str]]


_sources: list[Source] = []


def register_abbreviations(source: Source) -> None:
    """A subject that explains abbreviations tells which, for the organisation (None: for all)."""
    if source not in _sources:
        _sources.append(source)


def unexplained(text: str, known: Iterable[str] = EVERYBODY) -> list[str]:
    """Abbreviations without a parenthesis that explains them, in the order they first come."""
    quiet = SHOUTED.sub(" ", text)
    found = dict.fromkeys(match.group() for match in ABBREVIATION.finditer(quiet))
    return [word for word in found if word not in known and not _is_explained(word, text)]


def _is_explained(word: str, text: str) -> bool:
    """`IBIC (individens behov i centrum)` or `individens behov i centrum (IBIC)`."""
    before = rf"\b{word}(?::?[a-zåäö]{{1,3}})?[”\"’]?\s*\([^)]*[^\W\d_]{{3}}"
    return bool(re.search(before, text) or re.search(rf"\(\s*[”\"]?{word}[”\"]?\s*[,);:]", text))
