"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage

__all__ = [
    "ArticleGoal",
    "ArticlePage",
    "ArticleTopic",
    "Draft",
    "KnowledgeIndex",
    "OrganisationPage",
    "Topic",
]
