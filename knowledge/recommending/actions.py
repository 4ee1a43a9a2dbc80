"""Asking for the mark, giving it, refusing it, losing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.publishing import locked
from knowledge.articles.stamping import stamp
from knowledge.recommending.models import (
    READ_BY_ALL_THERE,
    EditorReview,
    ReviewState,
    may_review,
    reviewers,
)
from knowledge.versions.words import is_small
from people import audit
from people.notices.actions import tell
from people.organisations.models import Role
from people.persons.models import Person
from people.worker import Job, register


class Newer(Exception):
    """The text was changed after the reviewer read it."""


def may_ask(article: ArticlePage) -> bool:
    """A mark says something to a whole organisation, so all there must be able to read it."""
    return article.live and article.audience.kind in READ_BY_ALL_THERE


@transaction.atomic
def ask(*, article: ArticlePage, by: Person) -> ReviewState:
    """The writer asks for a review of what is published. Asked twice it is asked once."""
    article = locked(article.pk)
    if not article.is_cared_for_by(by) or not may_ask(article):
        raise PermissionDenied("only the writer asks, for what the whole organisation may read")
    state = _unfinished(article)
    if state is None:
        EditorReview.workflow().start(article, by)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        return _current(article)
    made = _current(article)
    editors = reviewers(article, Role.Kind.EDITOR)
    if editors:
        tell("review_asked", editors, url=article.get_absolute_url() + "#granska")
    else:
        _escalate(made, article)
    audit.record("ask for recommendation", article, by=by, revision=made.revision_id)
    return made


@transaction.atomic
def withdraw(*, article: ArticlePage, by: Person) -> None:
    if not article.is_cared_for_by(by):
        raise PermissionDenied("only the writer takes the question back")
    state = _unfinished(article)
    if state is not None:
        state.cancel(user=by)
        audit.record("withdraw recommendation", article, by=by)


@transaction.atomic
def decide(
    *, article: ArticlePage, by: Person, approves: bool, revision: int, comment: str = ""
) -> None:
    """A reviewer's word on the version they read. `Newer` when it is not the published one."""
    article = locked(article.pk)
    state = _current(article)
    if state is None or not may_review(article, by, state):
        raise PermissionDenied("only the organisation's editors review, and not their own")
    if article.live_revision_id != revision:
        raise Newer
    if not approves and not comment.strip():
        raise ValidationError(_("Skriv vad som behöver ändras."))
    state.task.specific.on_action(
        state, by, "approve" if approves else "reject", comment=comment.strip()
    )
    verb = "recommend" if approves else "refuse recommendation"
    audit.record(verb, article, by=by, revision=revision)
    kind = "recommended" if approves else "recommendation_refused"
    tell(kind, article.writers, url=article.get_absolute_url(), comment=comment.strip())


def mark(state: ReviewState) -> None:
    """Wagtail's workflow is finished: the version that was read is recommended."""
    stamp([int(state.revision.object_id)], recommended=True, recommended_at=timezone.now())


def published_again(instance: ArticlePage, revision: Revision, **facts: Any) -> None:
    """A review goes on with the new version; the mark stays only through small changes."""
    if not isinstance(instance, ArticlePage):
        return
    ReviewState.waiting().filter(workflow_state__object_id=str(instance.pk)).update(
        revision=revision
    )
    if not instance.recommended:
        return
    approved = ReviewState.objects.filter(
        workflow_state__object_id=str(instance.pk), status=TaskState.STATUS_APPROVED
    )
    last = approved.select_related("revision").order_by("-finished_at", "-pk").first()
    if last is not None and not is_small(text_of(last.revision), text_of(revision)):
        stamp([instance.pk], recommended=False, recommended_at=None)
        audit.record("lose recommendation", instance, revision=revision.pk)


def text_of(revision: Revision) -> dict[str, str]:
    return {name: str(revision.content.get(name) or "") for name in ("title", *SECTIONS)}


@transaction.atomic
def escalate(today: date | None = None) -> int:
    """Three working days have gone: the administrators may review too, and are told once."""
    day = today or timezone.localdate()
    late = ReviewState.waiting().filter(escalated_at__isnull=True, due_on__lt=day)
    states = {state.lesson: state for state in late[:500]}
    articles = ArticlePage.objects.filter(pk__in=states).prefetch_related("coauthors")
    for article in articles.select_related("organisation"):
        _escalate(states[article.pk], article)
    return len(states)


def _escalate(state: ReviewState, article: ArticlePage) -> None:
    ReviewState.objects.filter(pk=state.pk).update(escalated_at=timezone.now())
    tell(
        "review_late",
        reviewers(article, Role.Kind.ADMINISTRATOR),
        url=article.get_absolute_url() + "#granska",
    )


def _unfinished(article: ArticlePage) -> WorkflowState | None:
    found: WorkflowState | None = WorkflowState.objects.active().for_instance(article).first()
    return found


def _current(article: ArticlePage) -> Any:
    of_article = ReviewState.waiting().filter(workflow_state__object_id=str(article.pk))
    return of_article.select_related("task", "workflow_state", "revision").first()


def register_jobs() -> None:
    register(Job("late reviews", 3600, escalate))
