"""What networks put on the start page, what they tell, and what is done for them each day."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.networks.actions import close_empty, tell_of_newcomers
from people.networks.models import Joining
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.persons.models import Person
from people.start.parts import Panel, Todo, register_panel, register_todos
from people.worker import Job
from people.worker import register as register_jobs

MOST = 5
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


def todos(person: Person) -> list[Todo]:
    """Invitations to oneself, and questions to the networks one keeps."""
    if not person.belonging.connected:
        return []
    kept = Q(is_invitation=False, network__keeper=person.pk)
    mine = Q(is_invitation=True, person=person.pk)
    waiting = Joining.objects.waiting().filter(kept | mine).select_related("network")
    return [_todo(one) for one in waiting.order_by("created_at")[:MOST]]


def _todo(joining: Joining) -> Todo:
    network = joining.network
    if joining.is_invitation:
        title = _("Du är inbjuden till nätverket %(network)s") % {"network": network.name}
        text, button = network.for_whom, _("Läs och svara")
    else:
        title = _("Någon vill vara med i nätverket %(network)s") % {"network": network.name}
        text, button = joining.why, _("Läs och svara")
    url = network.get_absolute_url()
    return Todo(title=title, text=text, url=url, button=button, area="kunskap")


def panel(person: Person) -> dict[str, Any] | None:
    if not person.belonging.connected:
        return None
    own = [one for one in person.belonging.networks if one.is_open]
    return {"networks": own[:MOST], "more": len(own) > MOST}


def register() -> None:
    kinds.register(*KINDS)
    register_todos(todos)
    register_panel(Panel("networks", "people/networks/_panel.html", panel, place="side", order=60))
    register_jobs(
        Job("empty networks", DAY, close_empty),
        Job("new members of networks", WEEK, tell_of_newcomers),
    )
