"""Trials of what somebody is looking for: those that go on, and people who have tried."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.trials.models import Trial, contact_is_there
from knowledge.trials.states import DECIDED, Status
from people.persons.models import Person
from search.hits import Found
from search.leads import Lead, Source, best, rows_of


def rows(kind: str, states: Iterable[str], found: Found, person: Person) -> QuerySet[Any, Any]:
    """The contact only while they work where it was tried."""
    near = Trial.objects.visible_to(person).filter(article__in=best(found, "article"))
    chosen = near.filter(status__in=states).newest()
    return rows_of(
        kind,
        chosen,
        title=F("article__title"),
        where=F("article__url_path"),
        organisation=F("organisation__name"),
        person=Case(When(contact_is_there(), then=F("contact"))),
    )


def url(lead: Lead) -> str:
    place, slug = lead.where.split("/")[-3:-1]
    return reverse("knowledge:trial", args=[place, slug, lead.pk])


def trying(lead: Lead) -> str:
    return _("Provar ”%(title)s”") % {"title": lead.title}


def tried(lead: Lead) -> str:
    return _("Provade ”%(title)s”") % {"title": lead.title}


TRYING = Source(
    "trial",
    partial(rows, "trial", (Status.PLANNED, Status.TRYING)),
    url,
    gettext_lazy("Provar just nu"),
    gettext_lazy("Fråga"),
    trying,
)
HAVE_TRIED = Source("tried", partial(rows, "tried", DECIDED), url, why=tried)
