"""From the first word to a published lesson."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.articles import publishing, validity
from knowledge.articles.drafts import WRITTEN, Draft
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.readers import default_for
from people import audit
from people.persons.models import Person


class Conflict(Exception):
    """Somebody, perhaps oneself in another window, saved first. `stored` is what they saved."""

    def __init__(self, stored: Draft | ArticlePage) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.stored = stored


@transaction.atomic
def start_draft(
    *,
    by: Person,
    title: str = "",
    problem: str = "",
    what_we_did: str = "",
    what_we_learned: str = "",
    advice: str = "",
    origin: str = "",
    key: uuid.UUID | None = None,
) -> Draft:
    """A new draft; with the same `key` once more, the same draft."""
    if not by.belonging.connected or by.employment is None:
        raise PermissionDenied("only staff of connected organisations write")
    text = dict(zip(SECTIONS, (problem, what_we_did, what_we_learned, advice), strict=True))
    draft, is_new = Draft.objects.get_or_create(
        key=key or uuid.uuid4(),
        defaults={
            "author": by,
            "unit": by.employment.unit,
            "title": title[:200],
            "language": by.language,
            "audience": default_for(by),
            "origin": origin,
            **text,
        },
    )
    _only_writer(draft, by)
    if is_new:
        audit.record("start", draft, by=by, origin=origin)
    return draft


@transaction.atomic
def start_change(*, article: ArticlePage, by: Person) -> Draft:
    """A draft that holds what is published, for its writer to change; the one that is open."""
    if not article.is_cared_for_by(by):
        raise PermissionDenied("only the writer changes a lesson")
    text = {name: getattr(article, name) for name in ("title", "language", "unit", *SECTIONS)}
    draft, is_new = Draft.objects.get_or_create(
        author=by,
        article=article,
        defaults={
            **text,
            "topics": ", ".join(topic.name for topic in article.topic_list),
            "goals": [str(goal) for goal in article.goals],
            "audience": article.audience.key,
            "base_revision": article.latest_revision_id,
        },
    )
    if is_new:
        audit.record("start", draft, by=by, article=article.pk)
    return draft


def save_draft(*, draft: Draft, by: Person, version: int, **fields: Any) -> Draft:
    """Save what was written on top of `version`; Conflict if there is a later one."""
    _only_writer(draft, by)
    written = {name: fields[name] for name in (*WRITTEN, "unit") if name in fields}
    changed = Draft.objects.of(by).filter(pk=draft.pk, version=version)
    if not changed.update(**written, version=F("version") + 1, updated_at=timezone.now()):
        raise Conflict(Draft.objects.of(by).get(pk=draft.pk))
    draft.refresh_from_db()
    return draft


@transaction.atomic
def publish(*, draft: Draft, by: Person) -> ArticlePage:
    """Publish and throw the draft away. Draft.DoesNotExist when that has been done already."""
    _only_writer(draft, by)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("unit").get(pk=draft.pk)
    unit = publishing.unit_of(draft, by)
    article = _article_for(draft)
    if article is None:
        article = publishing.new_page(draft, by=by, unit=unit)
    elif not article.is_cared_for_by(by):
        raise PermissionDenied("only the writer changes a lesson")
    publishing.fill(article, draft, by=by, unit=unit)
    revision = publishing.put_out(article, by=by)
    audit.record("publish", article, by=by, draft=draft.pk, revision=revision.pk)
    draft.delete()
    return ArticlePage.objects.get(pk=article.pk)


@transaction.atomic
def rebase(*, draft: Draft, by: Person) -> Draft:
    """The writer has read what others published and wants their own text on top of it."""
    _only_writer(draft, by)
    if draft.article is not None:
        draft.base_revision = draft.article.latest_revision_id
        draft.save(update_fields=["base_revision", "updated_at"])
        audit.record("rebase", draft, by=by, revision=draft.base_revision)
    return draft


@transaction.atomic
def discard(*, draft: Draft, by: Person) -> None:
    _only_writer(draft, by)
    audit.record("discard", draft, by=by)
    draft.delete()


@transaction.atomic
def confirm(*, article: ArticlePage, by: Person) -> ArticlePage:
    """The writer says that the lesson still holds. Said twice on one day it is said once."""
    article = _locked(article.pk)
    if not article.live or not article.is_cared_for_by(by):
        raise PermissionDenied("only the writer confirms a lesson")
    today = timezone.localdate()
    if article.confirmed_on == today and article.standing == validity.Validity.VALID:
        return article
    before = article.latest_revision_id
    publishing.confirmed(article, by=by)
    revision = publishing.put_out(article, by=by)
    article.drafts.filter(base_revision=before).update(base_revision=revision.pk)
    audit.record("confirm", article, by=by, review_on=str(article.review_on))
    return article


def _only_writer(draft: Draft, by: Person) -> None:
    if draft.author_id != by.pk:
        raise PermissionDenied("a draft is its writer's own")


def _article_for(draft: Draft) -> ArticlePage | None:
    if draft.article_id is None:
        return None
    article = _locked(draft.article_id)
    if article.latest_revision_id != draft.base_revision:
        raise Conflict(article)
    return article


def _locked(pk: int) -> ArticlePage:
    article: ArticlePage = ArticlePage.objects.select_for_update(of=("self",)).get(pk=pk)
    return article
