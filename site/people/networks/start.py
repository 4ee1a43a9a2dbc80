"""What networks put on the start page, what they tell, and what is done for them each day."""

from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext_lazy

from people.networks.models import Network
from people.networks.upkeep import close_empty, tell_of_newcomers
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.organisations.models import Employment
from people.persons.models import Person
from people.persons.parts import PersonPart, register_person_part
from people.start.parts import Panel, register_panel
from people.worker import Job
from people.worker import register as register_jobs

MOST = 10
DAY, WEEK = 86_400, 604_800

KINDS = (
    NoticeKind(
        "network_asked",
        gettext_lazy("Någon vill vara med i ett nätverk som du håller i"),
        gettext_lazy("Någon vill vara med i nätverket %(network)s"),
    ),
    NoticeKind(
        "network_invited",
        gettext_lazy("Du är inbjuden till ett nätverk"),
        gettext_lazy("Du är inbjuden till nätverket %(network)s"),
    ),
    NoticeKind(
        "network_admitted",
        gettext_lazy("Ett nätverk har tagit emot dig"),
        gettext_lazy("Du är med i nätverket %(network)s"),
    ),
    NoticeKind(
        "network_declined",
        gettext_lazy("Ett nätverk kunde inte ta emot dig"),
        gettext_lazy("Nätverket %(network)s tackar för din fråga, men säger nej den här gången"),
    ),
    NoticeKind(
        "network_kept",
        gettext_lazy("Du har fått ansvaret för ett nätverk"),
        gettext_lazy("Du håller nu i nätverket %(network)s"),
    ),
    NoticeKind(
        "network_closed",
        gettext_lazy("Ett nätverk har stängts"),
        gettext_lazy("Nätverket %(network)s är stängt. Det ni har delat ligger kvar för er"),
        by_mail=False,
    ),
    NoticeKind(
        "network_grew",
        gettext_lazy("Nya medlemmar i dina nätverk, en gång i veckan"),
        gettext_lazy("Nätverket %(network)s har fått nya medlemmar"),
        by_mail=False,
    ),
)


def panel(person: Person) -> dict[str, Any] | None:
    """Asks nothing: the page fetches the rest from its own address."""
    return {} if person.belonging.connected else None


def of_colleague(person: Person, viewer: Person) -> dict[str, Any] | None:
    """The open networks that a colleague is in, in one query."""
    now = Employment.objects.current().filter(person=person)
    connected = Exists(now.filter(unit__organisation__connected_on__isnull=False))
    networks = list(Network.objects.visible_to(viewer).open().of(person).filter(connected)[:MOST])
    return {"networks": networks} if networks else None


def register() -> None:
    kinds.register(*KINDS)
    register_panel(Panel("networks", "people/networks/_panel.html", panel, place="side", order=60))
    register_person_part(
        PersonPart("networks", "people/networks/_colleague.html", of_colleague, order=60)
    )
    register_jobs(
        Job("empty networks", DAY, close_empty),
        Job("new members of networks", WEEK, tell_of_newcomers),
    )
