"""Open challenges about what somebody is looking for."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from knowledge.challenges.models import Challenge
from people.persons.models import Person
from search.hits import Found
from search.leads import Lead, Source, best, rows_of


def rows(found: Found, person: Person) -> QuerySet[Any, Any]:
    near = Challenge.objects.visible_to(person).filter(pk__in=best(found, "challenge"))
    return rows_of(
        "challenge",
        near.open().soonest(),
        title=F("title"),
        organisation=F("organisation__name"),
        due=F("deadline"),
    )


def url(lead: Lead) -> str:
    return reverse("knowledge:challenge", args=[lead.pk])


CHALLENGES = Source("challenge", rows, url, gettext_lazy("Efterlysning"), gettext_lazy("Svara"))
