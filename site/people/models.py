"""The tables of the room, gathered so that Django finds them."""

from people.audience import Audience
from people.audit import AuditEvent
from people.following.models import Digest, Follow
from people.networks.models import Joining, Network, NetworkMembership
from people.notices.models import Letter, Notice, NoticeChoice
from people.once import Sent
from people.organisations.models import (
    Authority,
    Employment,
    Organisation,
    Role,
    Team,
    TeamChange,
    TeamMembership,
    Unit,
)
from people.persons.models import Person
from people.signin.models import Invitation, SignIn
from people.subgoals.models import Subgoal
from people.uploads.models import Upload
from people.worker import JobRun

__all__ = [
    "Audience",
    "AuditEvent",
    "Authority",
    "Digest",
    "Employment",
    "Follow",
    "Invitation",
    "JobRun",
    "Joining",
    "Letter",
    "Network",
    "NetworkMembership",
    "Notice",
    "NoticeChoice",
    "Organisation",
    "Person",
    "Role",
    "Sent",
    "SignIn",
    "Subgoal",
    "Team",
    "TeamChange",
    "TeamMembership",
    "Unit",
    "Upload",
]
