"""Is there a lesson about this already? Then one's own experience belongs with it."""

from __future__ import annotations

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer
from search.analysis import Asked, spans
from search.finding import Hit, find

FROM_WORD = 3  # of the title; before that nearly everything is alike
MOST = 3
LOOKED_AT = 8  # of the best hits
READ = 1_500  # characters of each


def alike(title: str, viewer: Viewer, *, but: int | None = None) -> list[ArticlePage]:
    """Up to three lessons that the viewer may read, most alike first, without number `but`."""
    if len(title.split()) < FROM_WORD:
        return []
    found = find(title, viewer)
    lessons = [one for one in found.of("article") if one[1] != but][:LOOKED_AT]
    return [hit.object for hit in found.hits(lessons) if is_near(hit, found.question)][:MOST]


def is_near(hit: Hit, question: list[Asked]) -> bool:
    """Shares a word with the title and two in five in all; or nearly all of them in its text."""
    words = hit.words
    in_title = in_all = 0
    for asked in question:
        titled = any(spans(words.title, [asked], words.language))
        in_title += titled
        in_all += titled or any(spans(words.body[:READ], [asked], words.language))
    if in_title:
        return in_all >= max(2, len(question) * 2 / 5)
    return in_all >= max(3, len(question) * 3 / 4)
