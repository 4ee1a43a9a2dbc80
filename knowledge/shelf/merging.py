"""Two lessons made one, and that taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from knowledge.articles.actions import Conflict
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.publishing import bring_out, locked
from knowledge.shelf import following
from knowledge.shelf.actions import take_in
from knowledge.shelf.models import Merge
from people import audit
from people.notices.actions import tell
from people.persons.models import Person

TEXT = ("title", *SECTIONS)


class TooLate(Exception):
    """Thirty days have gone, it is undone already, or a later merge is to be undone first."""


def joined(stays: str, goes: str) -> str:
    """Both texts, each once: a first proposal for the one who merges."""
    if not goes or goes in stays:
        return stays
    return goes if stays in goes else f"{stays}\n\n{goes}"


@transaction.atomic
def merge(
    *,
    article: ArticlePage,
    into: ArticlePage,
    by: Person,
    seen: tuple[int, int],
    text: dict[str, str],
    along: Collection[str] = (),
) -> Merge:
    """`seen` are the revisions that the one who merges has read, of `article` and of `into`;
    `along` what they chose to take along of what they were offered.

    ValidationError says what does not fit. Conflict holds the lesson that was changed since.
    Merged already: that merge.
    """
    done = Merge.objects.filter(article=article, into=into, undone_at=None).first()
    if done:
        return done
    article, into = _both(article, into)
    _may(by, article, into)
    for one, revision in zip((article, into), seen, strict=True):
        if one.latest_revision_id != revision:
            raise Conflict(one)
    new = Merge(article=article, into=into, by=by, before=into.latest_revision_id)
    new.facts = _follow(article, into, along)
    for name in TEXT:
        setattr(into, name, text[name])
    new.after = bring_out(into, by=by)
    article.merged_into = into
    take_in(article, by=by)
    new.save()
    audit.record("merge", article, by=by, into=into.pk)
    told = {one.pk: one for one in (*article.writers, *into.writers) if one != by}
    facts = {"title": article.title, "into": into.title}
    tell("lesson_merged", list(told.values()), url=into.get_absolute_url(), **facts)
    return new


@transaction.atomic
def undo(*, merge: Merge, by: Person) -> bool:
    """Both lessons stand again. False when the merged text has been changed since and is kept."""
    article, into = _both(merge.article, merge.into)
    waiting = Merge.objects.select_for_update(of=("self",)).open_to_regret()
    again = waiting.filter(pk=merge.pk).first()
    if again is None:
        raise TooLate
    if not into.is_cared_for_by(by):
        raise PermissionDenied("only those who care for the lesson undo the merge")
    untouched = into.live and into.latest_revision_id == again.after
    kept: Any = into.revisions.filter(pk=again.before or 0).first() if untouched else None
    if kept:
        old = kept.as_object()
        for name in TEXT:
            setattr(into, name, getattr(old, name))
        bring_out(into, by=by)
    _back(article, into, again.facts)
    article.merged_into = None
    bring_out(article, by=by)
    again.undone_at = timezone.now()
    again.save(update_fields=["undone_at"])
    audit.record("unmerge", article, by=by, into=into.pk, text_restored=bool(kept))
    return bool(kept)


def _both(article: ArticlePage, into: ArticlePage) -> tuple[ArticlePage, ArticlePage]:
    """Locked in the order of their numbers, so that two merges do not wait for each other."""
    first, second = (locked(pk) for pk in sorted((article.pk, into.pk)))
    return (first, second) if first.pk == article.pk else (second, first)


def _may(by: Person, article: ArticlePage, into: ArticlePage) -> None:
    one_house = article.organisation_id == into.organisation_id and article.pk != into.pk
    cared = article.is_cared_for_by(by) and into.is_cared_for_by(by)
    if not (one_house and cared and article.live and into.live):
        raise PermissionDenied("only those who care for both lessons merge them")


def _follow(article: ArticlePage, into: ArticlePage, along: Collection[str]) -> dict[str, Any]:
    """The writers are named on what they wrote; a change begun becomes a draft of its own."""
    known = {one.pk for one in into.writers}
    new = [one.pk for one in article.coauthors.all() if one.pk not in known]
    if article.author_id and article.author_id not in known:
        new.append(article.author_id)
    into.coauthors.add(*new)
    article.drafts.update(article=None, base_revision=None)
    older = list(article.merged_from.values_list("pk", flat=True))
    article.merged_from.update(merged_into=into)
    rest = following.follow_all(article, into, along)
    return {"writers": new, "older": older, "rest": rest}


def _back(article: ArticlePage, into: ArticlePage, facts: dict[str, Any]) -> None:
    into.coauthors.remove(*facts["writers"])
    into.merged_from.filter(pk__in=facts["older"]).update(merged_into=article)
    following.all_back(article, into, facts["rest"])
