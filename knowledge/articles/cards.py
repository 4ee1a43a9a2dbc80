"""A lesson's card in a list. It says the same to everyone, so it is drawn once for what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from knowledge.articles.models import ArticlePage

WORDS = 28
KEPT = 5_000  # cards of about a kilobyte in each server process


@dataclass(frozen=True)
class Card:
    """All that the card shows: another word anywhere makes another card."""

    url: str
    title: str
    language: str
    text: str
    sign: str
    said: str
    recommended: bool
    organisation: str
    minutes: int

    @classmethod
    def of(cls, article: ArticlePage) -> Card:
        return cls(
            url=article.get_absolute_url(),
            title=article.title,
            language=article.language,
            text=Truncator(article.in_short).words(WORDS, truncate=" …"),
            sign=article.sign,
            said=article.said,
            recommended=article.recommended,
            organisation=str(article.organisation),
            minutes=article.minutes,
        )


def card(article: ArticlePage) -> SafeString:
    return _drawn(Card.of(article), get_language() or "")


@lru_cache(KEPT)
def _drawn(card: Card, language: str) -> SafeString:
    return render_to_string("knowledge/articles/_card.html", {"article": card})
