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
    return [*to_answer(person), *to_host(person)]


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


def to_host(person: Person) -> list[Todo]:
    """Own opportunities with unanswered applications, and those that HR approves. One question."""
    mine = person.belonging
    if not mine.where(Role.Kind.MANAGER, Role.Kind.HR):
        return []
    own = Q(owner=person, organisation__in=mine.organisations, new__gt=0)
    waiting = Q(organisation__in=mine.where(Role.Kind.HR), state=Stage.SUBMITTED) & ~Q(owner=person)
    new = Count("applications", filter=Q(applications__state=State.SUBMITTED))
    rows = Opportunity.objects.annotate(new=new).filter(own | waiting).order_by("deadline", "pk")
    return [_to_read(one) if one.owner_id == person.pk else _to_approve(one) for one in rows[:MOST]]


def _to_read(one: Opportunity) -> Todo:
    number: int = vars(one)["new"]
    title = ngettext("%(number)s ansökan att läsa", "%(number)s ansökningar att läsa", number)
    return Todo(
        title=title % {"number": number},
        text=one.title,
        url=reverse("mobility:applicants", args=[one.pk]),
        button=_("Läs"),
        area="uppdrag",
        due=one.reply_by,
    )


def _to_approve(one: Opportunity) -> Todo:
    return Todo(
        title=_("Ett uppdrag väntar på ditt godkännande"),
        text=one.title,
        url=one.get_absolute_url(),
        button=_("Läs"),
        area="uppdrag",
        due=one.deadline,
    )


def register() -> None:
    register_todos(todos)
