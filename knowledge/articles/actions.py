"""From the first word to a published lesson."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.articles import publishing
from knowledge.articles.drafts import WRITTEN, Draft
from knowledge.articles.holding import held
from knowledge.articles.models import QUICK, SECTIONS, ArticlePage
from knowledge.articles.readers import default_for
from people import audit
from people.persons.models import Person


class Conflict(Exception):
    """Somebody, perhaps oneself in another window, saved first. `stored` is what they saved."""

    def __init__(self, stored: Draft | ArticlePage) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.stored = stored


class AlreadyPublished(Exception):
    """The second click of two: the draft is the `article` by now."""

    def __init__(self, article: ArticlePage) -> None:
        super().__init__("published already")
        self.article = article


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
    """A new draft; with the same `key` once more the same draft, or AlreadyPublished."""
    if not by.belonging.connected or by.employment is None:
        raise PermissionDenied("only staff of connected organisations write")
    if key:
        _not_published(by, key=str(key))
    text = dict(zip(QUICK, (problem, what_we_did, what_we_learned, advice), strict=True))
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
def start_change(*, article: ArticlePage, by: Person, seen: bool = True) -> Draft:
    """A draft that holds what is published, for its writer to change; the one that is open.

    Who has not `seen` what is published is asked to read it before the change replaces it.
    """
    article = publishing.locked(article.pk)
    if not (article.is_open_to_change and article.is_cared_for_by(by)):
        raise PermissionDenied("only the writer changes a lesson")
    kept = ("title", "language", "kind", "unit", *SECTIONS)
    text = {name: getattr(article, name) for name in kept}
    draft, is_new = Draft.objects.get_or_create(
        author=by,
        article=article,
        defaults={
            **text,
            "topics": ", ".join(topic.name for topic in article.topic_list),
            "goals": article.goal_keys,
            "skills": list(article.skills.values_list("pk", flat=True)),
            "related": list(article.related.values_list("pk", flat=True)),
            "audience": article.audience.key,
            "base_revision": article.latest_revision_id if seen else None,
        },
    )
    if is_new:
        audit.record("start", draft, by=by, article=article.pk)
    return draft


def start_second(*, article: ArticlePage, by: Person) -> Draft:
    """Where a text goes whose draft became the `article` in another window meanwhile."""
    try:
        return start_change(article=article, by=by, seen=False)
    except PermissionDenied:
        beside = uuid.uuid5(uuid.NAMESPACE_URL, f"{article.url_path} {article.pk} {by.pk}")
        return start_draft(by=by, key=beside)


def save_draft(*, draft: Draft, by: Person, version: int, **fields: Any) -> Draft:
    """Save what was written on top of `version`; Conflict if something else was saved since."""
    _only_writer(draft, by)
    written = {name: fields[name] for name in (*WRITTEN, "unit") if name in fields}
    own = Draft.objects.of(by).filter(pk=draft.pk)
    newer = {"version": F("version") + 1, "updated_at": timezone.now()}
    saved = own.filter(version=version).update(**written, **newer)
    stored = own.select_related("unit", "article").get()
    if not saved and any(getattr(stored, name) != text for name, text in written.items()):
        raise Conflict(stored)
    return stored


@transaction.atomic
def publish(*, draft: Draft, by: Person) -> ArticlePage:
    """Publish and throw the draft away; AlreadyPublished when that has been done."""
    _only_writer(draft, by)
    waiting = Draft.objects.of(by).select_for_update(of=("self",))
    draft = waiting.filter(pk=draft.pk).first() or _gone(draft.pk, by)
    if held(draft):
        raise PermissionDenied("others have a say about it still")
    unit = publishing.unit_of(draft, by)
    article = _article_for(draft)
    if article is None:
        article = publishing.new_page(draft, by=by, unit=unit)
    elif not article.is_cared_for_by(by):
        raise PermissionDenied("only the writer changes a lesson")
    publishing.fill(article, draft, by=by, unit=unit)
    revision = publishing.put_out(article, by=by)
    facts = {"draft": draft.pk, "key": str(draft.key), "revision": revision.pk}
    audit.record("publish", article, by=by, **facts)
    draft.delete()
    return ArticlePage.objects.get(pk=article.pk)


@transaction.atomic
def rebase(*, draft: Draft, by: Person, seen: int) -> Draft:
    """The writer has read the revision `seen` and wants their own text on top of it."""
    _only_writer(draft, by)
    draft.base_revision = seen
    draft.save(update_fields=["base_revision", "updated_at"])
    audit.record("rebase", draft, by=by, revision=seen)
    return draft


@transaction.atomic
def discard(*, draft: Draft, by: Person) -> None:
    _only_writer(draft, by)
    audit.record("discard", draft, by=by)
    draft.delete()


def _only_writer(draft: Draft, by: Person) -> None:
    if draft.author_id != by.pk:
        raise PermissionDenied("a draft is its writer's own")


def _gone(draft: int, by: Person) -> NoReturn:
    _not_published(by, draft=draft)
    raise Draft.DoesNotExist


def _not_published(by: Person, **from_what: object) -> None:
    article = published_from(by, **from_what)
    if article is not None:
        raise AlreadyPublished(article)


def published_from(by: Person, **from_what: object) -> ArticlePage | None:
    """What the person's draft of that number or key became."""
    found = audit.AuditEvent.objects.filter(actor=by, verb="publish")
    event = found.filter(**{f"facts__{name}": value for name, value in from_what.items()}).first()
    return ArticlePage.objects.filter(pk=event.subject_id).first() if event else None


def discarded(by: Person, draft: int) -> bool:
    """The person has thrown that draft away."""
    found = audit.AuditEvent.objects.filter(actor=by, verb="discard", subject="knowledge.draft")
    return found.filter(subject_id=str(draft)).exists()


def _article_for(draft: Draft) -> ArticlePage | None:
    if draft.article_id is None:
        return None
    article = publishing.locked(draft.article_id)
    if article.latest_revision_id != draft.base_revision:
        raise Conflict(article)
    return article
