"""Which lessons wait for somebody's word."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.validity import ASK_BEFORE, UNANSWERED_AFTER, Validity
from knowledge.validity.charge import leads
from people.organisations.models import Employment, Role
from people.persons.models import Person


def due(today: date | None = None, *, within: int = max(ASK_BEFORE)) -> Q:
    """Asked about within so many days, or marked by somebody as in need of a check."""
    day = (today or timezone.localdate()) + timedelta(days=within)
    return Q(validity=Validity.CHECK) | Q(validity=Validity.VALID, review_on__lte=day)


def unanswered(today: date | None = None) -> Q:
    limit = (today or timezone.localdate()) - timedelta(days=UNANSWERED_AFTER)
    return Q(review_on__lte=limit) & ~Q(validity=Validity.OUTDATED)


def lessons() -> ArticleQuerySet:
    published: ArticleQuerySet = ArticlePage.objects.published()
    beside = published.select_related("organisation", "unit", "audience", "owner", "confirmed_by")
    return beside.select_related("review_plan")


def own(person: Person) -> ArticleQuerySet:
    """What the person answers for, where they still work."""
    return lessons().filter(owner=person, organisation__in=person.belonging.organisations)


def for_owner(person: Person) -> ArticleQuerySet:
    return own(person).filter(due()).order_by("review_on", "pk")


def of_units(person: Person) -> ArticleQuerySet:
    """What nobody in the person's units answers for, or has not answered in two weeks."""
    if not leads(person):
        return lessons().none()
    left = Q(owner__isnull=True) | unanswered()
    found = lessons().filter(left, in_charge(person)).exclude(owner=person)
    return found.order_by("review_on", "pk")


def to_give(person: Person) -> ArticleQuerySet:
    """What the person may hand to somebody without reading it: as `of_units`, and what readers
    have reported without getting an answer in time."""
    if not leads(person):
        return lessons().none()
    late = Q(reports__escalated_at__isnull=False, reports__answered_at__isnull=True)
    left = Q(owner__isnull=True) | unanswered() | late
    return lessons().filter(left, in_charge(person)).exclude(owner=person).distinct()


def answered_by(person: Person) -> ArticleQuerySet:
    """Lessons that the person may read and answers for, as `may_answer` says of one."""
    seen: ArticleQuerySet = ArticlePage.objects.published().visible_to(person)
    own = Q(pk__in=ArticlePage.objects.cared_for_by(person).order_by().values("pk"))
    return seen.filter(own | in_charge(person) if leads(person) else own)


def in_charge(person: Person, article: str = "") -> Q:
    """Lessons of units whose nearest manager the person is; without manager, administrators'.

    One condition in the database, however large the organisation; `article` is the path to the
    lesson, such as `article__`.
    """
    here = Employment.objects.current().filter(person=OuterRef("person"))
    working = Exists(here.filter(unit__organisation=OuterRef("organisation")))
    managers = Role.objects.filter(working, kind=Role.Kind.MANAGER, person__is_active=True)
    lineage = ExpressionWrapper(OuterRef(f"{article}unit__lineage"), output_field=CharField())
    above = managers.annotate(lesson=lineage)
    above = above.filter(lesson__startswith=F("unit__lineage"))
    above = above.annotate(depth=Length("unit__lineage")).order_by("-depth")
    nearest = Subquery(above.values("depth")[:1], output_field=IntegerField())
    own = Subquery(above.filter(person=person).values("depth")[:1], output_field=IntegerField())
    roles = person.belonging.roles
    tends = [one.organisation_id for one in roles if one.kind == Role.Kind.ADMINISTRATOR]
    nobodys = Q(**{f"{article}organisation__in": tends}) & ~Q(Exists(above))
    led = Q(**{f"{article}organisation__in": leads(person)})
    return led & (Q(GreaterThanOrEqual(own, nearest)) | nobodys)


def anyone_in_charge() -> Exists:
    """Of a lesson: that `Charge.of` its unit gives somebody."""
    here = Employment.objects.current().filter(person=OuterRef("person"))
    working = Exists(here.filter(unit__organisation=OuterRef("organisation")))
    lineage = ExpressionWrapper(OuterRef("unit__lineage"), output_field=CharField())
    roles = Role.objects.filter(working, person__is_active=True).annotate(lesson=lineage)
    above = Q(kind=Role.Kind.MANAGER, lesson__startswith=F("unit__lineage"))
    leading = Q(kind=Role.Kind.ADMINISTRATOR) | above
    return Exists(roles.filter(leading, organisation=OuterRef("organisation")))


def at_home() -> QuerySet[Employment]:
    """Employments of the owner today, in the lesson's unit or below it."""
    now = Employment.objects.current().filter(person=OuterRef("owner"), person__is_active=True)
    return now.filter(unit__lineage__startswith=OuterRef("unit__lineage"))


def strayed() -> ArticleQuerySet:
    """Lessons, published or not, whose owner has left the unit."""
    found: ArticleQuerySet = ArticlePage.objects.filter(owner__isnull=False)
    return found.filter(~Exists(at_home()))
