"""Reporting, answering, and what happens when nobody answers."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from knowledge.reports.models import WORKING_DAYS, Report
from knowledge.validity import actions as validity
from knowledge.validity.charge import Charge
from people import audit
from people.notices.actions import tell
from people.persons.models import Person
from people.worker import Job, register
from people.working_days import working_days_after


@transaction.atomic
def report(*, article: ArticlePage, by: Person, reason: str, line: str = "") -> Report:
    """A reader's word. A second one before the answer is the same report, with the new words."""
    if not article.live:
        raise PermissionDenied("only what is published is reported")
    made, is_new = Report.objects.open().get_or_create(
        article=article,
        reporter=by,
        defaults={
            "reason": reason,
            "line": line,
            "answer_by": working_days_after(timezone.localdate(), WORKING_DAYS),
        },
    )
    if is_new:
        audit.record("report", made, by=by, article=article.pk)
        tell("report_received", _those_who_answer(article), url=reverse("knowledge:reports"))
    elif (made.reason, made.line) != (reason, line):
        made.reason, made.line = reason, line
        made.save(update_fields=["reason", "line"])
    return made


@transaction.atomic
def answer(*, article: ArticlePage, by: Person, outcome: str, text: str = "") -> int:
    """One answer to all who have reported the same lesson. How many they were."""
    if not validity.may_answer(article, by):
        raise PermissionDenied("only those who answer for the lesson answer its readers")
    waiting = Report.objects.open().filter(article=article).select_for_update(of=("self",))
    reports = list(waiting.select_related("reporter"))
    if not reports:
        return 0
    Report.objects.filter(pk__in=[one.pk for one in reports]).update(
        outcome=outcome, answer=text, answered_at=timezone.now(), answered_by=by
    )
    says = Validity.OUTDATED if outcome == Report.Outcome.OUTDATED else Validity.VALID
    validity.answer(article=article, by=by, says=says)
    readers = [one.reporter for one in reports if one.reporter]
    tell("report_answered", readers, url=reverse("knowledge:my_reports"))
    audit.record("answer reports", article, by=by, outcome=outcome, count=len(reports))
    return len(reports)


@transaction.atomic
def escalate(today: date | None = None) -> int:
    """Five working days have gone: the unit is told, once. How many reports."""
    day = today or timezone.localdate()
    late = Report.objects.open().filter(escalated_at__isnull=True, answer_by__lt=day)
    reports = list(late.select_related("article")[:1000])
    Report.objects.filter(pk__in=[one.pk for one in reports]).update(escalated_at=timezone.now())
    counts: Counter[int] = Counter()
    for at in {one.article.organisation_id for one in reports}:
        charge = Charge.at(at)
        for one in reports:
            if one.article.organisation_id == at:
                counts.update(charge.of(one.article.unit_id))
    for person in Person.objects.filter(pk__in=counts):
        tell("report_late", [person], url=reverse("knowledge:reports"), number=counts[person.pk])
    return len(reports)


def _those_who_answer(article: ArticlePage) -> list[Person]:
    if article.owner is not None:
        return [article.owner]
    charge = Charge.at(article.organisation_id)
    return list(Person.objects.filter(pk__in=charge.of(article.unit_id)))


def register_jobs() -> None:
    register(Job("late reports", 3600, escalate))
