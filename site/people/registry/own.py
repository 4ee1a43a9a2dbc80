"""The shared ground's own records."""

from django.utils.translation import gettext_lazy as _

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
from people.registry.kinds import RecordKind, leave_out, register
from people.signin.models import Invitation, SignIn
from people.subgoals.models import Subgoal
from people.uploads.models import Upload
from people.worker import JobRun

KINDS = (
    RecordKind(
        "staff",
        _("Medarbetare, anställningar och behörigheter"),
        (Person, Employment, Role),
        _(
            "Anställda hos anslutna organisationer ser namn, titel och enhet. Den som har skyddad "
            "identitet syns bara på sin egen enhet."
        ),
        order=60,
    ),
    RecordKind(
        "teams",
        _("Team och vilka som är med"),
        (Team, TeamMembership, TeamChange),
        _("Medlemmarna och organisationens administratörer."),
        order=31,
    ),
    RecordKind(
        "networks",
        _("Nätverk och vilka som är med"),
        (Network, NetworkMembership, Joining),
        _(
            "Anställda hos anslutna organisationer hittar nätverket. Bara medlemmarna ser vilka "
            "som är med."
        ),
        told_by_mail=True,
        order=61,
    ),
    RecordKind(
        "organisation",
        _("Organisation, enheter och delmål"),
        (Organisation, Authority, Unit, Subgoal),
        _("Alla."),
        order=62,
    ),
    RecordKind(
        "files",
        _("Filer som hör till texter"),
        (Upload,),
        _("De som får läsa texten som filen hör till."),
        order=11,
    ),
    RecordKind(
        "notices",
        _("Notiser, brev och det man följer"),
        (Notice, NoticeChoice, Letter, Follow, Digest),
        _("Bara den som har fått dem eller följer."),
        text_in_mail=True,
        order=70,
    ),
    RecordKind(
        "log",
        _("Logg över vem som gjorde vad"),
        (AuditEvent,),
        _("De som driver Utbyte. Loggen har nummer och tillstånd, inga texter."),
        order=71,
    ),
    RecordKind(
        "sign_ins",
        _("Inloggningar och inbjudningar"),
        (SignIn, Invitation),
        _("Bara den det gäller."),
        text_in_mail=True,
        order=72,
    ),
)


def register_kinds() -> None:
    register(*KINDS)
    leave_out(
        "people",
        _(
            "Utbytes eget minne: vem en text är till för, vilka formulär som är behandlade och "
            "när något senast kördes."
        ),
        Audience,
        Sent,
        JobRun,
    )
