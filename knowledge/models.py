"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic, TopicAlias
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.editing.reads import ArticleRead
from knowledge.glossary.models import Edition, Term, TermVersion
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.models import Action, Attendance, Retrospective, Theme
from knowledge.retrospectives.outcome import RetrospectivePage

__all__ = [
    "Action",
    "ArticleGoal",
    "ArticlePage",
    "ArticleRead",
    "ArticleTopic",
    "Attendance",
    "Card",
    "Draft",
    "Edition",
    "KnowledgeIndex",
    "OrganisationPage",
    "Retrospective",
    "RetrospectivePage",
    "Slot",
    "Term",
    "TermVersion",
    "Theme",
    "Topic",
    "TopicAlias",
]
