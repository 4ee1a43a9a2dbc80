"""Colleagues, in the words that search needs."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.organisations.models import Employment, Organisation, Unit
from people.persons.models import Person
from search.documents import Described, SearchDocument, register
from search.outbox import changed_ids


def works_now(person: Person) -> list[Employment]:
    """Employments of today at connected organisations, of those that are fetched already."""
    today = timezone.localdate()
    return [
        one
        for one in person.employments.all()
        if one.since <= today
        and (one.until is None or one.until >= today)
        and one.unit.organisation.is_connected
    ]


def describe(person: Person) -> Described | None:
    works = works_now(person)
    if not works or not person.is_active or person.protected_identity:
        return None
    facts = [(one.title, one.unit.name, one.unit.organisation.name) for one in works]
    return Described(
        title=person.name,
        keywords=dict.fromkeys(word for fact in facts for word in fact if word),
        organisation=works[0].unit.organisation_id,
    )


def findable(people: models.QuerySet[Person]) -> models.QuerySet[Person]:
    now = Employment.objects.current().filter(unit__organisation__connected_on__isnull=False)
    shown = people.filter(is_active=True, protected_identity=False)
    return shown.filter(pk__in=now.values("person"))


WORKS = Employment.objects.select_related("unit__organisation").order_by("-share", "pk")
PERSON = SearchDocument(
    kind="person",
    model=Person,
    label=_("Person"),
    plural=_("Personer"),
    area="",
    describe=describe,
    template="search/_person.html",
    related=(models.Prefetch("employments", WORKS),),
    findable=findable,
    url=lambda person: reverse("person", args=[person.pk]),
)


def employed(instance: Employment, **facts: Any) -> None:
    changed_ids(PERSON.kind, [instance.person_id])


def renamed(instance: Unit | Organisation, created: bool = False, **facts: Any) -> None:
    """Everybody who works there is described with its name."""
    if created:
        return
    where = "unit" if isinstance(instance, Unit) else "unit__organisation"
    works = Employment.objects.filter(**{where: instance})
    changed_ids(PERSON.kind, works.values_list("person", flat=True).distinct())


def watch() -> None:
    for signal in (post_save, post_delete):
        signal.connect(employed, sender=Employment, dispatch_uid="search employment")
    for model in (Unit, Organisation):
        post_save.connect(renamed, sender=model, dispatch_uid=f"search {model.__name__}")


register(PERSON)
watch()
