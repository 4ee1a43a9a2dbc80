"""The skills that a lesson is about, on its page."""

from typing import Any

from django.db.models import Exists, OuterRef

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from people.persons.models import Viewer


def has_skills() -> Any:
    return Exists(ArticlePage.skills.through.objects.filter(articlepage=OuterRef("pk")))


def chips(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Asks for the names only when there are some."""
    if not glance(article, viewer).get("has_skills"):
        return None
    return {"skills": article.skills.all()}


def register() -> None:
    register_fact(has_skills=has_skills())
    register_part(Part("skills", "knowledge/articles/_skills.html", chips, order=5))
