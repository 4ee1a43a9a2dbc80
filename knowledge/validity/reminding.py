"""The worker's part: one letter to each person about all that waits for their word."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import ASK_BEFORE, UNANSWERED_AFTER, Validity, stage
from knowledge.validity import waiting
from knowledge.validity.actions import reassign
from knowledge.validity.charge import Charge
from knowledge.validity.models import AskedLesson, Asking
from people.notices.actions import tell
from people.persons.models import Person
from people.worker import Job, register
from people.working_days import is_working_day
from search.outbox import changed_ids

STAGES = (*ASK_BEFORE, -UNANSWERED_AFTER)
MOST = 2000


def remind(today: date | None = None) -> int:
    """Ask 30 and 7 days before, on the day, and the unit 14 days after. How many letters.

    On red days nothing is sent; what falls on one comes the next working day. Safe to run twice.
    """
    day = today or timezone.localdate()
    reassign()
    if not is_working_day(day):
        return 0
    return _send(_by_person(_not_asked(day), day), day)


def _not_asked(today: date) -> list[ArticlePage]:
    """Those that have reached a stage nobody has been asked at."""
    asked = AskedLesson.objects.filter(article=OuterRef("pk"), review_on=OuterRef("review_on"))
    reached = Q()
    for number, days in enumerate(STAGES):
        until = Q(review_on__lte=today + timedelta(days=days))
        later = STAGES[number + 1] if number + 1 < len(STAGES) else None
        since = Q() if later is None else Q(review_on__gt=today + timedelta(days=later))
        reached |= until & since & Q(~Exists(asked.filter(stage=days)))
    new = waiting.lessons().filter(reached, validity__in=(Validity.VALID, Validity.CHECK))
    return list(new.order_by("organisation", "review_on", "pk")[:MOST])


def _by_person(lessons: list[ArticlePage], today: date) -> dict[int, list[ArticlePage]]:
    """Whom to ask about what: the owner, or who is in charge of the unit."""
    found: dict[int, list[ArticlePage]] = defaultdict(list)
    charges: dict[int, Charge] = {}
    for lesson in lessons:
        at = lesson.organisation_id
        is_units = lesson.owner_id is None or stage(lesson.review_on, today) == -UNANSWERED_AFTER
        if is_units and at not in charges:
            charges[at] = Charge.at(at)
        for person in charges[at].of(lesson.unit_id) if is_units else [lesson.owner_id]:
            found[person].append(lesson)
    return found


@transaction.atomic
def _send(waiting_for: dict[int, list[ArticlePage]], today: date) -> int:
    people = Person.objects.active().in_bulk(list(waiting_for))
    for pk, lessons in waiting_for.items():
        if pk in people:
            is_late = any(_stage(one, today) == -UNANSWERED_AFTER for one in lessons)
            kind = "lessons_unanswered" if is_late else "lessons_to_confirm"
            _ask(people[pk], lessons, today, kind)
    moved = {one.pk for lessons in waiting_for.values() for one in lessons}
    changed_ids("article", moved)  # what is late weighs less in search
    return len(people)


@transaction.atomic
def ask_now(lessons: list[ArticlePage], *, kind: str, **facts: str) -> int:
    """Ask about lessons whose day of review was set to today: one letter to each person."""
    today = timezone.localdate()
    waiting_for = _by_person(lessons, today)
    people = Person.objects.active().in_bulk(list(waiting_for))
    for pk, person in people.items():
        _ask(person, waiting_for[pk], today, kind, **facts)
    return len(people)


def _ask(person: Person, lessons: list[ArticlePage], today: date, kind: str, **facts: str) -> None:
    asking = Asking.objects.create(person=person)
    AskedLesson.objects.bulk_create(
        [
            AskedLesson(
                asking=asking,
                person=person,
                article=one,
                review_on=one.review_on,
                stage=_stage(one, today),
            )
            for one in lessons
        ],
        ignore_conflicts=True,
    )
    url = reverse("knowledge:review_link", args=[asking.token])
    tell(kind, [person], url=url, number=len(lessons), **facts)


def _stage(lesson: ArticlePage, today: date) -> int:
    return stage(lesson.review_on, today) or 0


def register_jobs() -> None:
    register(Job("lesson reviews", 3600, remind))
