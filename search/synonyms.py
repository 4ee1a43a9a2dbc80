"""Other ways of saying a part of a question: the installation's own, and what rooms register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from people.persons.models import Viewer
from search.analysis import LONGEST_QUERY, MOST_WORDS, key, words
from search.kept import Kept
from search.models import Synonym

MOST = 3  # other ways that one question is asked
LONGEST_PHRASE = 8  # words
Alternatives = Mapping[str, Collection[str]]
Source = Callable[[Collection[str], Viewer], Alternatives]
_sources: list[Source] = []


def register(source: Source) -> None:
    """A source is given phrases of a question and says what each is called as well."""
    if source not in _sources:
        _sources.append(source)


def others(text: str, viewer: Viewer) -> list[tuple[str, str]]:
    """Other questions that mean the same, each with the phrase that is new in it; at most 3."""
    asked = words(text[:LONGEST_QUERY])
    if not 0 < len(asked) <= MOST_WORDS:
        return []
    spans = [
        (start, end)
        for start in range(len(asked))
        for end in range(min(len(asked), start + LONGEST_PHRASE), start, -1)
    ]
    phrases = {" ".join(asked[start:end]) for start, end in spans}
    known: dict[str, dict[str, None]] = {}
    for source in (stored, *_sources):
        for phrase, alternatives in source(phrases, viewer).items():
            known.setdefault(phrase, {}).update(dict.fromkeys(alternatives))
    found: dict[str, str] = {}
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        for one in known.get(" ".join(asked[start:end]), ()):
            other = " ".join([*asked[:start], key(one), *asked[end:]])
            if other != " ".join(asked):
                found.setdefault(other, one)
    return list(found.items())[:MOST]


def stored(phrases: Collection[str], _viewer: Viewer) -> Alternatives:
    """Groups that the installation's editors have made."""
    known = _groups()
    return {phrase: known[phrase] for phrase in phrases if phrase in known}


def _alternatives() -> dict[str, list[str]]:
    """For each word of each group, the others of it."""
    groups: dict[int, list[Synonym]] = {}
    for row in Synonym.objects.order_by("pk"):
        groups.setdefault(row.group_id, []).append(row)
    return {
        one.key: [other.text for other in rows if other != one]
        for rows in groups.values()
        for one in rows
    }


_groups = Kept(_alternatives)
