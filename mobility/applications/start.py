"""What waits for an answer, on the start page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility.applications.models import Application, Consent
from mobility.applications.states import State
from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import State as Stage
from people.organisations.models import Role
from people.persons.models import Person
from people.start.parts import Todo, register_todos

MOST = 5


def todos(person: Person) -> list[Todo]:
    if not person.belonging.connected:
        return []
    return [*to_answer(person), *to_read(person), *to_approve(person)]


def to_answer(person: Person) -> list[Todo]:
    """Offers to the person, and consents that the person is asked for. One question."""
    asked = Consent.objects.visible_to(person).waiting()
    mine = Q(person=person, state=State.OFFERED)
    waiting = Application.objects.filter(mine | Q(consent__in=asked))
    rows = waiting.select_related("opportunity", "consent").order_by("created_at", "pk")
    return [_offer(one) if one.person_id == person.pk else _consent(one) for one in rows[:MOST]]


def _offer(one: Application) -> Todo:
    return Todo(
        title=_("Du är erbjuden en plats"),
        text=one.opportunity.title,
        url=one.get_absolute_url(),
        button=_("Svara"),
        area="uppdrag",
        due=one.updated_at,
    )


def _consent(one: Application) -> Todo:
    return Todo(
        title=_("En medarbetare behöver ditt medgivande"),
        text=one.opportunity.title,
        url=reverse("mobility:consent", args=[one.consent.pk]),
        button=_("Läs och svara"),
        area="uppdrag",
        due=one.opportunity.reply_by,
    )


def to_read(person: Person) -> list[Todo]:
    """Own opportunities with applications that nobody has answered."""
    if not any(one.kind in (Role.Kind.MANAGER, Role.Kind.HR) for one in person.belonging.roles):
        return []
    new = Count("applications", filter=Q(applications__state=State.SUBMITTED))
    own = Opportunity.objects.cared_for_by(person).annotate(new=new).filter(new__gt=0)
    return [
        Todo(
            title=ngettext("%(number)s ansökan att läsa", "%(number)s ansökningar att läsa", number)
            % {"number": number},
            text=title,
            url=reverse("mobility:applicants", args=[pk]),
            button=_("Läs"),
            area="uppdrag",
            due=reply_by,
        )
        for pk, title, reply_by, number in own.order_by("reply_by", "pk").values_list(
            "pk", "title", "reply_by", "new"
        )[:MOST]
    ]


def to_approve(person: Person) -> list[Todo]:
    hr = [one.organisation_id for one in person.belonging.roles if one.kind == Role.Kind.HR]
    if not hr:
        return []
    waiting = Opportunity.objects.filter(organisation__in=hr, state=Stage.SUBMITTED)
    return [
        Todo(
            title=_("Ett uppdrag väntar på ditt godkännande"),
            text=one.title,
            url=one.get_absolute_url(),
            button=_("Läs"),
            area="uppdrag",
            due=one.deadline,
        )
        for one in waiting.exclude(owner=person).order_by("deadline", "pk")[:MOST]
    ]


def register() -> None:
    register_todos(todos)
