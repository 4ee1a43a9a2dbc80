"""Saying what a lesson rests on, and that it has changed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.stamping import stamp
from knowledge.articles.validity import Validity
from knowledge.grounds.models import MOST, ArticleGround, Ground, GroundChange, key_of
from knowledge.validity import waiting
from knowledge.validity.actions import may_answer
from knowledge.validity.reminding import ask_now
from people import audit
from people.organisations.models import Organisation, Role
from people.persons.models import Person


@transaction.atomic
def rest_on(*, article: ArticlePage, by: Person, kind: str, name: str) -> Ground:
    """The same word twice is the same thing."""
    if not may_answer(article, by):
        raise PermissionDenied("only those who answer for the lesson say what it rests on")
    ground, _is_new = Ground.objects.get_or_create(
        organisation=article.organisation, kind=kind, key=key_of(name), defaults={"name": name}
    )
    marks = ArticleGround.objects.filter(article=article)
    if marks.count() >= MOST and not marks.filter(ground=ground).exists():
        raise ValidationError(_("Välj de viktigaste, högst %(most)s.") % {"most": MOST})
    _mark, is_new = ArticleGround.objects.get_or_create(article=article, ground=ground)
    if is_new:
        audit.record("rest on", article, by=by, ground=ground.pk)
    return ground


@transaction.atomic
def stop_resting_on(*, article: ArticlePage, by: Person, ground: Ground) -> None:
    """A ground without lessons and without history is not kept."""
    if not may_answer(article, by):
        raise PermissionDenied("only those who answer for the lesson say what it rests on")
    gone, _kinds = ArticleGround.objects.filter(article=article, ground=ground).delete()
    if gone:
        audit.record("rest no longer on", article, by=by, ground=ground.pk)
    if not ground.marks.exists() and not ground.changes.exists():
        ground.delete()


@transaction.atomic
def note_by_name(
    *, organisation: Organisation, by: Person, kind: str, name: str, note: str
) -> GroundChange:
    """For what rests on it, seen by the editor or not. The editor's spelling holds, so that
    nothing tells whether it was there before."""
    must_edit(by, organisation.pk)
    ground, _is_new = Ground.objects.update_or_create(
        organisation=organisation, kind=kind, key=key_of(name), defaults={"name": name}
    )
    return note_change(ground=ground, by=by, note=note)


def must_edit(by: Person, organisation: int) -> None:
    if not by.has_role(Role.Kind.EDITOR, organisation):
        raise PermissionDenied("only the organisation's editors note a change")


@transaction.atomic
def note_change(*, ground: Ground, by: Person, note: str) -> GroundChange:
    """All lessons that rest on it need a check; one letter to each who answers for some.

    The same note twice on one day is one.
    """
    must_edit(by, ground.organisation_id)
    ground = Ground.objects.select_for_update().get(pk=ground.pk)
    today = timezone.localdate()
    known = ground.changes.filter(note=note, noted_at__date=today).first()
    if known is not None:
        return known
    change = GroundChange.objects.create(ground=ground, note=note, noted_by=by)
    resting = waiting.lessons().filter(ground_marks__ground=ground)
    ids = list(resting.exclude(validity=Validity.OUTDATED).order_by().values_list("pk", flat=True))
    stamp(ids, validity=Validity.CHECK.value, review_on=today)
    lessons = list(waiting.lessons().filter(pk__in=ids).order_by("organisation", "pk"))
    asked = ask_now(lessons, kind="ground_changed", note=note)
    audit.record("note change", change, by=by, lessons=len(ids), asked=asked)
    return change
