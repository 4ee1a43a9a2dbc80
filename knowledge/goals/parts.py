"""An organisation's own goals on a lesson's page. They come with the goals, in the same query."""

from typing import Any

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from people.persons.models import Viewer


def of_article(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    subgoals = article.subgoals
    return {"subgoals": subgoals} if subgoals else None


def register() -> None:
    register_part(Part("subgoals", "knowledge/goals/_subgoals.html", of_article, order=5))
