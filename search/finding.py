"""From a question to hits. The engine finds candidates; the database says what is shown.

Nothing is shown, counted or quoted from the index: a stale or poisoned row gives nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, CharField, Value
from django.db.models.functions import Cast

from people.audience import audience_ids
from people.persons.models import Viewer
from search import engines, promoting, synonyms
from search.analysis import Asked, asked
from search.documents import SearchDocument, all_documents
from search.engines.base import Candidate, Question
from search.hits import Found

MOST = 500  # candidates of each kind
FEW = 20  # hits with all the words; with fewer, others fill up to this

Ask = Callable[[list[Asked], bool], tuple[list[Candidate], bool]]


def find(text: str, viewer: Viewer) -> Found:
    """What the viewer may see of what fits."""
    ways = synonyms.others(text, viewer)
    found = found_by(text, _asker(viewer), [question for question, _phrase in ways])
    found.ways = [phrase for _question, phrase in ways]
    return _tended(found, *promoting.chosen_for(text, viewer))


def find_near(text: str, viewer: Viewer) -> Found:
    """What has any of the words, those with most of them first; asks the engine once or twice."""
    ask, words = _asker(viewer), asked(text)
    for either in (words, asked(text, loose=True)) if words else ():
        seen, capped = ask(either, True)
        if seen:
            found = Found(either, seen, near=True, capped=capped)
            return _tended(found, *promoting.chosen_for(text, viewer))
    return Found(words)


def _asker(viewer: Viewer) -> Ask:
    audiences = audience_ids(viewer)
    open_kinds = [one.kind for one in all_documents() if not one.has_audience]

    def ask(words: list[Asked], any_word: bool) -> tuple[list[Candidate], bool]:
        question = Question(words, audiences, open_kinds, any_word=any_word, most=MOST)
        candidates = engines.current().find(question)
        return visible(candidates, viewer), _capped(candidates)

    return ask


def found_by(text: str, ask: Ask, ways: Sequence[str] = ()) -> Found:
    """All words as written; else with å, ä, ö read loosely; else any of the words, likewise.

    When few have all the words, those with any of them fill up below, to a page. `ways` are other
    questions that mean the same; what has all the words of one of them fits as well.
    """
    exact, loose = asked(text), asked(text, loose=True)
    for any_word in (False, True) if len(exact) > 1 else (False,):
        for words in (exact, loose) if exact else ():
            others = [] if any_word else [asked(way, loose=words is loose) for way in ways]
            seen, capped = _each([words, *others], ask, any_word)
            if seen:
                marked_words = [word for way in (words, *others) for word in way]
                found = Found(marked_words, seen, near=any_word, capped=capped)
                return found if any_word or len(exact) < 2 else _filled(found, words, ask)
    return Found(exact)


def _each(ways: list[list[Asked]], ask: Ask, any_word: bool) -> tuple[list[Candidate], bool]:
    """What fits any of the questions, each once, the first question's hits first."""
    answers = [ask(words, any_word) for words in ways if words]
    seen = dict.fromkeys(one for candidates, _capped in answers for one in candidates)
    return list(seen), any(capped for _candidates, capped in answers)


def _filled(found: Found, words: list[Asked], ask: Ask) -> Found:
    room = FEW - len(found.among)
    if room <= 0:
        return found
    have = set(found.among)
    others = [one for one in ask(words, True)[0] if one not in have]
    return replace(found, among=[*found.among, *others[:room]], complete=len(found.among))


def _tended(found: Found, pinned: list[Candidate], excluded: set[Candidate]) -> Found:
    """With what editors put first, and without what they leave out."""
    if not pinned and not excluded:
        return found
    apart = excluded | set(pinned)
    at = len(found.among) if found.complete is None else found.complete
    head = [*pinned, *(one for one in found.among[:at] if one not in apart)]
    tail = [one for one in found.among[at:] if one not in apart]
    complete = None if found.complete is None else len(head)
    return replace(found, among=head + tail, complete=complete, pinned=frozenset(pinned))


def _capped(candidates: list[Candidate]) -> bool:
    return MOST in Counter(kind for kind, _pk in candidates).values()


def visible(candidates: list[Candidate], viewer: Viewer) -> list[Candidate]:
    """Those that the database lets this viewer see, in one query for all kinds."""
    asking = [_seen(document, candidates, viewer) for document in all_documents()]
    queries = [query for query in asking if query is not None]
    if not queries:
        return []
    allowed = set(queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0])
    return [one for one in candidates if one in allowed]


def _seen(
    document: SearchDocument, candidates: list[Candidate], viewer: Viewer
) -> models.QuerySet[Any, Any] | None:
    ids = [pk for kind, pk in candidates if kind == document.kind]
    if not ids:
        return None
    kind = Value(document.kind, output_field=CharField())
    key = Cast("pk", output_field=BigIntegerField())
    rows = document.seen_by(viewer).filter(pk__in=ids).order_by()
    return rows.annotate(search_kind=kind, search_id=key).values_list("search_kind", "search_id")
