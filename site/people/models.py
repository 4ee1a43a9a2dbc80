"""The tables of the room, gathered so that Django finds them."""

from people.audience import Audience
from people.audit import AuditEvent
from people.notices.models import Letter, Notice, NoticeChoice
from people.organisations.models import (
    Authority,
    Employment,
    Organisation,
    Role,
    Team,
    TeamMembership,
    Unit,
)
from people.persons.models import Person
from people.signin.models import Invitation
from people.uploads.models import Upload
from people.worker import JobRun

__all__ = [
    "Audience",
    "AuditEvent",
    "Authority",
    "Employment",
    "Invitation",
    "JobRun",
    "Letter",
    "Notice",
    "NoticeChoice",
    "Organisation",
    "Person",
    "Role",
    "Team",
    "TeamMembership",
    "Unit",
    "Upload",
]
