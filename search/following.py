"""A search that one follows: what is new and has all its words, inflections and compounds too."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.following.kinds import FollowKind, Key, Matches, News, Target, register_kind
from people.persons.models import Person
from people.persons.names import clean_name
from search.analysis import Asked, asked, forms
from search.describing import described, fetched
from search.documents import document_named

LONGEST = 200


def clean(text: str) -> str:
    """Capitals and spaces make no other search."""
    one = clean_name(text).casefold()[:LONGEST].strip()
    return one if asked(one) else ""


def targets(keys: Iterable[str], person: Person) -> dict[str, Target]:
    address = reverse("search:search")
    return {
        key: Target(_("Sökning: %(words)s") % {"words": key}, f"{address}?{urlencode({'q': key})}")
        for key in keys
    }


def matches(keys: Iterable[str], news: list[News]) -> Matches:
    """Read from the objects themselves, so that no engine's list of the best ends too soon."""
    indexed = words_of(news)
    questions = {key: asked(key) for key in keys}
    return {
        key: {one for one, have in indexed.items() if question and fits(have, question)}
        for key, question in questions.items()
    }


def words_of(news: list[News]) -> dict[Key, frozenset[str]]:
    """All forms of all words of each. What cannot be described is left out."""
    found: dict[Key, frozenset[str]] = {}
    for source in {one.source for one in news}:
        document = document_named(source)
        ids = [one.pk for one in news if one.source == source]
        if document is None:
            continue
        for pk, obj in fetched(document, ids).items():
            if said := described(document, pk, obj).words:
                text = " ".join((str(said.title), *map(str, said.keywords), str(said.body)))
                found[(source, pk)] = frozenset(forms(text, said.language).split())
    return found


def fits(have: frozenset[str], question: list[Asked]) -> bool:
    return all(
        not have.isdisjoint(word.whole)
        or any(form.startswith(word.starts) for form in have if word.starts)
        for word in question
    )


def register() -> None:
    register_kind(FollowKind("search", gettext_lazy("Sökningar"), targets, matches, clean))
