"""Saying whether a lesson holds, and whose it is to say."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles import publishing
from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from knowledge.validity import waiting
from knowledge.validity.charge import Charge, is_in_charge
from knowledge.validity.models import ReviewPlan
from people import audit
from people.notices.actions import tell
from people.organisations.models import Employment, Organisation
from people.persons.models import Person


def may_answer(article: ArticlePage, person: Person) -> bool:
    """Those who care for it, and whoever is in charge of its unit."""
    if article.is_cared_for_by(person):
        return True
    return is_in_charge(person, article.organisation_id, article.unit)


@transaction.atomic
def answer(
    *, article: ArticlePage, by: Person, says: str = Validity.VALID, days: int | None = None
) -> ArticlePage:
    """It holds, and is asked about again after `days`; or it is outdated. Twice is once."""
    article = publishing.locked(article.pk)
    if not article.live or not may_answer(article, by):
        raise PermissionDenied("only those who answer for the lesson say whether it holds")
    if days is not None and days != publishing.interval(article):
        ReviewPlan.objects.update_or_create(article=article, defaults={"days": days})
        article = publishing.locked(article.pk)
    elif _is_said(article, says):
        return article
    if says == Validity.OUTDATED:
        article.validity, article.confirmed_by = Validity.OUTDATED, by
        article.confirmed_on = timezone.localdate()
    else:
        publishing.confirmed(article, by=by)
    publishing.bring_out(article, by=by)
    verb = "outdate" if says == Validity.OUTDATED else "confirm"
    audit.record(verb, article, by=by, review_on=str(article.review_on))
    return article


def _is_said(article: ArticlePage, says: str) -> bool:
    today = timezone.localdate()
    return article.confirmed_on == today and article.standing == says


@transaction.atomic
def give(*, article: ArticlePage, to: Person, by: Person) -> ArticlePage:
    """From now on that person answers for whether it holds."""
    article = publishing.locked(article.pk)
    if not may_answer(article, by):
        raise PermissionDenied("only those who answer for the lesson give it away")
    if not may_own(to, article):
        raise ValidationError(_("Välj någon som arbetar i enheten och får läsa lärdomen."))
    if article.owner_id == to.pk:
        return article
    ArticlePage.objects.filter(pk=article.pk).update(owner=to)
    audit.record("give", article, by=by, owner=to.pk)
    if to != by:
        tell("lesson_given", [to], url=reverse("knowledge:reviews"))
    return publishing.locked(article.pk)


def may_own(person: Person, article: ArticlePage) -> bool:
    """Works in the lesson's unit, or below it, and may read it; or leads the unit."""
    if not article.audience.reaches(person) and person.pk != article.author_id:
        return False
    unit = article.unit
    jobs = person.belonging.employments
    if unit is None or article.organisation_id not in person.belonging.organisations:
        return False
    return any(one.unit.lineage.startswith(unit.lineage) for one in jobs)


def reassign(organisation: Organisation | None = None, person: Person | None = None) -> int:
    """Lessons whose owner has left their unit are the unit's. How many they were.

    Called in the transaction of the move, and by the worker for last days that have come.
    """
    strayed = waiting.strayed()
    if organisation is not None:
        strayed = strayed.filter(organisation=organisation)
    if person is not None:
        strayed = strayed.filter(owner=person)
    with transaction.atomic():
        lessons = list(strayed.only("pk", "organisation", "unit", "owner", "live")[:5000])
        _find_units([one for one in lessons if one.unit_id is None])
        ArticlePage.objects.filter(pk__in=[one.pk for one in lessons]).update(owner=None)
        for one in lessons:
            audit.record("leave to the unit", one, owner=one.owner_id, unit=one.unit_id)
        _tell_units([one for one in lessons if one.live])
    return len(lessons)


def _find_units(lessons: list[ArticlePage]) -> None:
    """A lesson without unit belongs to the one where its owner last worked."""
    for lesson in lessons:
        jobs = Employment.objects.filter(unit__organisation=lesson.organisation_id)
        last = jobs.filter(person=lesson.owner_id).order_by("-since", "-pk").first()
        first = jobs.order_by("unit__lineage").first()
        chosen = last or first
        if chosen is not None:
            lesson.unit_id = chosen.unit_id
            ArticlePage.objects.filter(pk=lesson.pk).update(unit=chosen.unit_id)


def _tell_units(lessons: list[ArticlePage]) -> None:
    """One notice to each person in charge, however many the lessons."""
    counts: Counter[int] = Counter()
    for at in {one.organisation_id for one in lessons}:
        charge = Charge.at(at)
        for lesson in (one for one in lessons if one.organisation_id == at):
            counts.update(charge.of(lesson.unit_id))
    for person in Person.objects.filter(pk__in=counts):
        tell("lessons_left", [person], url=reverse("knowledge:reviews"), number=counts[person.pk])
