"""Who answers for a lesson today, and whom a question reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.questions.models import Question, StandIn
from people.organisations.models import Role
from people.persons.models import Person

A_WEEK, MOST_A_WEEK = timedelta(days=7), 3


@dataclass
class Receivers:
    """`here` work where the lesson was written; `movers` wrote it and work elsewhere now.

    `resting` are movers who have had their questions of the week.
    """

    here: list[Person] = field(default_factory=list)
    movers: list[Person] = field(default_factory=list)
    resting: list[Person] = field(default_factory=list)

    @property
    def everyone(self) -> list[Person]:
        return [*self.here, *self.movers]


def contact_of(article: ArticlePage) -> Person | None:
    """The owner, else the writer. None: the unit answers."""
    person = article.owner or article.author
    return person if person and person.is_active else None


def stand_in_of(
    article: ArticlePage, person: Person, chosen: int | None, among: Iterable[Person] | None = None
) -> Person | None:
    """Named for this lesson, else by the person who is away; somebody who may read it.

    `among` are those who are read already.
    """
    wanted = chosen or person.stand_in_id
    known = Person.objects.active().filter(pk=wanted or 0) if among is None else among
    found = next((one for one in known if one.pk == wanted), None)
    return found if found and article.audience.reaches(found) else None


def works_there(article: ArticlePage, person: Person) -> bool:
    """The writer in the lesson's unit or below it, others in its organisation."""
    if person.pk == article.author_id and article.unit_id:
        return article.unit_id in person.belonging.units
    return article.organisation_id in person.belonging.organisations


def receivers_of(article: ArticlePage, *, asker: Person | None) -> Receivers:
    """Owner, writers and stand-in; when nobody is left, those who lead the unit."""
    found = Receivers()
    persons = [article.owner, article.author, *article.coauthors.all()]
    for person in {one.pk: one for one in persons if one and one.is_active}.values():
        if works_there(article, person):
            found.here.append(person)
        elif person.takes_questions and person.belonging.connected:
            (found.resting if has_had_enough(person) else found.movers).append(person)
    found.here.extend(standing_in(article, found.here))
    found.here = [one for one in {one.pk: one for one in found.here}.values() if one != asker]
    found.movers = [one for one in found.movers if one != asker]
    if not found.here:
        found.here = [one for one in leaders_of(article) if one != asker]
    return found


def standing_in(article: ArticlePage, persons: list[Person]) -> list[Person]:
    away = [one for one in persons if one.is_away]
    chosen = StandIn.objects.filter(article=article).first() if away else None
    found = (stand_in_of(article, one, chosen.person_id if chosen else None) for one in away)
    return [one for one in found if one]


def has_had_enough(person: Person) -> bool:
    recent = Question.objects.filter(movers=person, created_at__gt=timezone.now() - A_WEEK)
    return recent.count() >= MOST_A_WEEK


def leaders_of(article: ArticlePage) -> list[Person]:
    """The unit's managers, else the organisation's editors."""
    roles = Role.objects.filter(organisation=article.organisation_id, person__is_active=True)
    managers = roles.filter(kind=Role.Kind.MANAGER, unit=article.unit_id)
    editors = roles.filter(kind=Role.Kind.EDITOR)
    for chosen in (managers.filter(unit__isnull=False), editors):
        people = [role.person for role in chosen.select_related("person")]
        if people:
            return people
    return []
