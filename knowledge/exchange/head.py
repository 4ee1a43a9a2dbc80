"""What machines read in the head of an open lesson: its address, and what it is."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from people.persons.models import Viewer

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def for_machines(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing about a lesson that one has to sign in to read."""
    if not article.live or not article.audience.is_open:
        return None
    url = f"{settings.SITE_ADDRESS}{article.get_absolute_url()}"
    described = {"url": url, "short": " ".join(article.in_short.split())[:300]}
    return described | {"schema": as_script(schema(article, url))}


def schema(article: ArticlePage, url: str) -> dict[str, Any]:
    house = {"@type": "Organization", "name": article.organisation.name}
    author = article.author
    named = author is not None and author.is_active and not author.protected_identity
    person = {"@type": "Person", "name": author.name, "worksFor": house} if named else house
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "abstract": article.in_short,
        "inLanguage": article.language,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": article.first_published_at and article.first_published_at.isoformat(),
        "dateModified": article.last_published_at and article.last_published_at.isoformat(),
        "author": person,
        "publisher": house,
        "keywords": [topic.name for topic in article.topic_list],
        "isAccessibleForFree": True,
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON in which no `</script>` can stand. It is data, so the policy for scripts lets it be."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def reading(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    return {} if article.live else None


def register() -> None:
    register_part(Part("machines", "knowledge/exchange/_head.html", for_machines, "head"))
    register_part(Part("pdf", "knowledge/exchange/_pdf.html", reading, "aside", 90))
