"""The tables of the room, gathered so that Django finds them."""

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.tallies import Recount, Tally
from knowledge.articles.topics import ArticleGoal, ArticleTopic, Topic, TopicAlias
from knowledge.articles.tree import KnowledgeIndex, OrganisationPage
from knowledge.attachments.models import Attachment
from knowledge.beginning.models import Beginning
from knowledge.calls.models import Call, CallJoining
from knowledge.challenges.models import Challenge, ChallengeAnswer, ChallengeGoal
from knowledge.echoes.models import Echo, EchoJoining, EchoMarks
from knowledge.exchange.models import FeedKey, Transfer
from knowledge.glossary.models import Edition, Term, TermVersion
from knowledge.grounds.models import ArticleGround, Ground, GroundChange
from knowledge.questions.models import Answer, Question, StandIn
from knowledge.recommending.models import EditorReview, ReviewState
from knowledge.reports.models import Report
from knowledge.retrospectives.cadence import LeaveWeek, Turn
from knowledge.retrospectives.cards import Card, Slot, Theme
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Action, Attendance, Retrospective
from knowledge.retrospectives.outcome import RetrospectivePage
from knowledge.retrospectives.planning.calendar_keys import CalendarKey
from knowledge.retrospectives.proposals.models import LessonProposal, OutcomeProposal
from knowledge.shelf.models import CoauthorInvitation, Merge, Saved
from knowledge.thanks.models import Helped, ReadingCount
from knowledge.trials.models import Trial, TrialVersion
from knowledge.validity.models import AskedLesson, Asking, ReviewPlan
from knowledge.versions.models import Reading

__all__ = [
    "Action",
    "Answer",
    "ArticleGoal",
    "ArticleGround",
    "ArticlePage",
    "ArticleTopic",
    "AskedLesson",
    "Asking",
    "Attachment",
    "Attendance",
    "Beginning",
    "CalendarKey",
    "Call",
    "CallJoining",
    "Card",
    "Challenge",
    "ChallengeAnswer",
    "ChallengeGoal",
    "CoauthorInvitation",
    "Draft",
    "Echo",
    "EchoJoining",
    "EchoMarks",
    "Edition",
    "EditorReview",
    "FeedKey",
    "Ground",
    "GroundChange",
    "Helped",
    "KnowledgeIndex",
    "LeaveWeek",
    "LessonProposal",
    "Marks",
    "Merge",
    "OrganisationPage",
    "OutcomeProposal",
    "Question",
    "Reading",
    "ReadingCount",
    "Recount",
    "Report",
    "Retrospective",
    "RetrospectivePage",
    "ReviewPlan",
    "ReviewState",
    "Saved",
    "Slot",
    "StandIn",
    "Tally",
    "Term",
    "TermVersion",
    "Theme",
    "Topic",
    "TopicAlias",
    "Transfer",
    "Trial",
    "TrialVersion",
    "Turn",
]
