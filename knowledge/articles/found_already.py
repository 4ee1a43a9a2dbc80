"""Is there a lesson about this already? Then one's own experience belongs with it."""

from __future__ import annotations

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer
from search.analysis import Asked, spans
from search.finding import find_near
from search.hits import Hit

FROM_WORD = 3  # of the title; before that nearly everything is alike
MOST = 3
LOOKED_AT = 8  # of the best hits
READ = 1_500  # characters of each
LONG_WORD, SHORT_TITLE = 8, 4


def alike(title: str, viewer: Viewer, *, but: int | None = None) -> list[ArticlePage]:
    """Up to three lessons that the viewer may read, most alike first, without number `but`."""
    if len(title.split()) < FROM_WORD:
        return []
    found = find_near(title, viewer)
    lessons = [one for one in found.of("article") if one[1] != but][:LOOKED_AT]
    return [hit.object for hit in found.hits(lessons) if is_near(hit, found.question)][:MOST]


def is_near(hit: Hit, question: list[Asked]) -> bool:
    """Two words in both titles and two in five in all; or one, and most of the others in its text.

    In a short title one long word, which in Swedish says much, needs only one more in the text.
    """
    words, in_title, in_all, telling = hit.words, 0, 0, False
    for asked in question:
        titled = any(spans(words.title, [asked], words.language))
        in_title += titled
        in_all += titled or any(spans(words.body[:READ], [asked], words.language))
        telling |= titled and len(asked.whole[0]) >= LONG_WORD
    if in_title > 1:
        return in_all >= len(question) * 2 / 5
    if telling and len(question) <= SHORT_TITLE:
        return in_all > 1
    return in_title == 1 and in_all >= max(3, len(question) * 3 / 4)
