"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.grounds.models import ArticleGround, Ground, GroundChange
from knowledge.recommending.models import EditorReview, ReviewState
from knowledge.reports.models import Report
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.models import Action, Attendance, Retrospective, Theme
from knowledge.retrospectives.outcome import RetrospectivePage
from knowledge.validity.models import AskedLesson, Asking, ReviewPlan
from knowledge.versions.models import Reading

__all__ = [
    "Action",
    "ArticleGoal",
    "ArticleGround",
    "ArticlePage",
    "ArticleTopic",
    "AskedLesson",
    "Asking",
    "Attendance",
    "Card",
    "Draft",
    "EditorReview",
    "Ground",
    "GroundChange",
    "KnowledgeIndex",
    "OrganisationPage",
    "Reading",
    "Report",
    "Retrospective",
    "RetrospectivePage",
    "ReviewPlan",
    "ReviewState",
    "Slot",
    "Theme",
    "Topic",
]
