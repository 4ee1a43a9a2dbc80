"""The one sentence about whether a lesson holds, the same wherever the lesson is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from people.words import date_in_words

if TYPE_CHECKING:
    from knowledge.articles.models import ArticlePage


def confirmer(article: ArticlePage) -> str:
    """Who said so, by name; nobody who has left, and nobody with a protected identity."""
    person = article.confirmed_by
    if person is None or not person.is_active or person.protected_identity:
        return ""
    return str(person.name)


def in_words(article: ArticlePage) -> str:
    """`Gäller, kontrollerad 3 november av Amina Berg`. Fetch `confirmed_by` with the lessons."""
    label = str(article.standing.label)
    if article.confirmed_on is None:
        return label
    is_this_year = article.confirmed_on.year == timezone.localdate().year
    facts = {
        "label": label,
        "day": date_in_words(article.confirmed_on, with_year=not is_this_year),
        "name": confirmer(article),
    }
    if facts["name"]:
        return _("%(label)s, kontrollerad %(day)s av %(name)s") % facts
    return _("%(label)s, kontrollerad %(day)s") % facts
