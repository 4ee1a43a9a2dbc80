"""What the start page says about trials, and the job that asks again."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.articles.facets import register_facet
from knowledge.articles.glance import register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import register_part
from knowledge.shelf.following import rows_follow
from knowledge.thanks.figures import register_figure
from knowledge.trials.actions import ask_again
from knowledge.trials.facet import FACET
from knowledge.trials.figures import TRIALS
from knowledge.trials.glance import TRIED, told
from knowledge.trials.leads import HAVE_TRIED, TRYING
from knowledge.trials.models import Trial
from knowledge.trials.notices import KINDS
from people import worker
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo
from people.start.waiting import Row, Waiting, register_waiting, rows_of
from search import leads

DAY = 24 * 3600


def due(person: Person) -> QuerySet[Any, Any]:
    """Reports that the person is asked about."""
    seen = ArticlePage.objects.visible_to(person)
    asked = Trial.objects.due().waiting_for(person).filter(seen.about_which())
    return rows_of(
        "trial",
        asked.order_by("ask_on", "pk"),
        title=F("article__title"),
        where=F("article__url_path"),
        due=F("ask_on"),
    )


def still_there(row: Row) -> Todo:
    place, slug = row.where.split("/")[-3:-1]
    return Todo(
        title=_("Hur går det med ”%(title)s”?") % {"title": row.title},
        text=_("Ni berättade att ni provade. Säg om det är kvar, så vet andra mer."),
        url=reverse("knowledge:trial_answer", args=[place, slug, row.pk]),
        button=_("Berätta hur det går"),
        area="kunskap",
        due=row.due,
    )


def register() -> None:
    register_fact(told=told())
    register_part(TRIED)
    rows_follow("trials", Trial, same="organisation", gone=~Q(withdrawn_at=None), words=True)
    register_facet(FACET)
    register_figure(TRIALS)
    register_waiting(Waiting("trial", due, still_there))
    kinds.register(*KINDS)
    worker.register(worker.Job("ask about trials", DAY, ask_again))
    leads.register(TRYING, HAVE_TRIED)
