"""What "before you begin" puts on the start page, in notices and on the worker's list."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.articles.parts import TopicPart, register_topic_part
from knowledge.articles.topics import Topic
from knowledge.beginning.actions import KIND, ask_those_due, forget_past
from knowledge.beginning.forms import BeginningForm
from knowledge.beginning.models import Beginning
from people import worker
from people.notices import kinds
from people.persons.models import Person, Viewer
from people.start.parts import Panel, Todo, register_panel
from people.start.waiting import Row, Waiting, register_waiting, rows_of


def asked_about(person: Person) -> QuerySet[Any, Any]:
    own = Beginning.objects.visible_to(person).asked_about().order_by("ask_on", "pk")
    return rows_of("beginning", own, title=F("text"), due=F("ask_on"))


def to_answer(row: Row) -> Todo:
    return Todo(
        title=_("Hjälpte det?"),
        text=_("Du skulle göra det här: %(text)s. Säg om det du fick veta hjälpte.")
        % {"text": row.title},
        url=reverse("knowledge:beginning", args=[row.pk]) + "#hjalpte",
        button=_("Svara"),
        area="kunskap",
        due=row.due,
    )


def invitation(person: Person) -> dict[str, Any] | None:
    return {"before": BeginningForm(auto_id="innan_%s")} if person.belonging.connected else None


def who_to_ask(topic: Topic, viewer: Viewer) -> dict[str, Any] | None:
    """For colleagues at connected employers; who they are is brought in when the page is read."""
    if not isinstance(viewer, Person) or not viewer.belonging.connected:
        return None
    return {"address": reverse("knowledge:who_to_ask", args=[topic.slug])}


def register() -> None:
    register_topic_part(TopicPart("who to ask", "knowledge/beginning/_topic.html", who_to_ask))
    register_waiting(Waiting("beginning", asked_about, to_answer))
    register_panel(
        Panel("before", "knowledge/beginning/_invitation.html", invitation, place="side", order=10)
    )
    kinds.register(
        kinds.NoticeKind(
            KIND,
            gettext_lazy("Hjälpte det jag fick veta innan jag började?"),
            gettext_lazy("För en vecka sedan skulle du börja på något. Hjälpte det du fick veta?"),
            by_mail=False,
        )
    )
    worker.register(worker.Job("ask whether it helped", 3600, ask_those_due))
    worker.register(worker.Job("forget what was begun", 24 * 3600, forget_past))
