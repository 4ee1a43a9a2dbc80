"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.exchange.models import FeedKey, Transfer
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.models import Action, Attendance, Retrospective, Theme
from knowledge.retrospectives.outcome import RetrospectivePage
from knowledge.shelf.models import CoauthorInvitation, Merge, Saved

__all__ = [
    "Action",
    "ArticleGoal",
    "ArticlePage",
    "ArticleTopic",
    "Attendance",
    "Card",
    "CoauthorInvitation",
    "Draft",
    "FeedKey",
    "KnowledgeIndex",
    "Merge",
    "OrganisationPage",
    "Retrospective",
    "RetrospectivePage",
    "Saved",
    "Slot",
    "Theme",
    "Topic",
    "Transfer",
]
