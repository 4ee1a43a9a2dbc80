"""Open calls about what somebody is looking for."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from knowledge.calls.models import Call
from people.persons.models import Person
from search.hits import Found
from search.leads import Lead, Source, best, rows_of


def rows(found: Found, person: Person) -> QuerySet[Any, Any]:
    calls = Call.objects.visible_to(person).open().filter(article__in=best(found, "article"))
    return rows_of(
        "call",
        calls.soonest(),
        title=F("article__title"),
        organisation=F("organisation__name"),
        due=F("deadline"),
    )


def url(lead: Lead) -> str:
    return reverse("knowledge:call", args=[lead.pk])


CALLS = Source("call", rows, url, gettext_lazy("Prova tillsammans"), gettext_lazy("Fråga"))
