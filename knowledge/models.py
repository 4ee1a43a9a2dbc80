"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.attachments.models import Attachment
from knowledge.calls.models import Call, CallJoining
from knowledge.questions.models import Answer, Question, StandIn
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.models import Action, Attendance, Retrospective, Theme
from knowledge.retrospectives.outcome import RetrospectivePage
from knowledge.thanks.models import Helped, Reading
from knowledge.trials.models import Trial, TrialVersion

__all__ = [
    "Action",
    "Answer",
    "ArticleGoal",
    "ArticlePage",
    "ArticleTopic",
    "Attachment",
    "Attendance",
    "Call",
    "CallJoining",
    "Card",
    "Draft",
    "Helped",
    "KnowledgeIndex",
    "OrganisationPage",
    "Question",
    "Reading",
    "Retrospective",
    "RetrospectivePage",
    "Slot",
    "StandIn",
    "Theme",
    "Topic",
    "Trial",
    "TrialVersion",
]
