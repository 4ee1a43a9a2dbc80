"""Noting what was read last, and saying when it has changed since."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, DateField, Subquery, Value
from django.utils import timezone
from wagtail.models import Revision

from knowledge.articles.glance import glance, register_fact, register_value
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.versions.models import KEPT, Reading, mark_of, this_month
from knowledge.versions.published import text_of
from people.persons.models import Person, Viewer
from people.prepared import Given
from people.worker import Job, register


def note(article: ArticlePage, person: Person) -> None:
    """One row for each person and lesson, whatever happens at once."""
    Reading.objects.bulk_create(
        [
            Reading(
                mark=mark_of(person.pk, article.pk),
                revision_id=article.live_revision_id,
                month=this_month(),
            )
        ],
        update_conflicts=True,
        unique_fields=["mark"],
        update_fields=["revision", "month"],
    )


def changed(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """For a reader who has been here before and finds other words; then it is noted anew."""
    if not isinstance(viewer, Person) or not article.live or not article.live_revision_id:
        return None
    if article.is_cared_for_by(viewer):
        return None
    seen = glance(article, viewer)
    if seen.get("read_revision") == article.live_revision_id and seen["read_lately"]:
        return None
    note(article, viewer)
    before = seen.get("read_revision")
    if before in (None, article.live_revision_id) or not _differs(before, article):
        return None
    return {"read": before, "note": article.change_note}


def _differs(before: int, article: ArticlePage) -> bool:
    found = Revision.objects.in_bulk([before, article.live_revision_id])
    texts = [text_of(one) for one in found.values()]
    return len(texts) == 2 and texts[0] != texts[1]


def _rows() -> Any:
    return Reading.objects.filter(mark=Given("mark", CharField())).order_by()


def _read_revision() -> Any:
    return Subquery(_rows().values("revision")[:1])


def _read_lately() -> Any:
    """Touched this month, so that a visit writes at most once a month."""
    lately = _rows().filter(month=Given("month", DateField()))
    return Subquery(lately.annotate(yes=Value(True)).values("yes")[:1])


def history(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """The way to earlier versions, for what has been published more than once."""
    first, last = article.first_published_at, article.last_published_at
    if not article.live or first is None or last is None or (last - first).total_seconds() < 1:
        return None
    return {"note": article.change_note}


def forget() -> int:
    """What nobody has touched for twelve months."""
    count, _kinds = Reading.objects.filter(month__lt=timezone.localdate() - KEPT).delete()
    return count


def register_all() -> None:
    register(Job("old readings", 24 * 3600, forget))
    register_value(mark=lambda article, viewer: mark_of(viewer.pk or 0, article.pk))
    register_value(month=lambda article, viewer: this_month())
    register_fact(read_revision=_read_revision(), read_lately=_read_lately())
    folder = "knowledge/versions"
    register_part(Part("changed", f"{folder}/_changed.html", changed, place="top", order=10))
    register_part(Part("versions", f"{folder}/_history.html", history, place="aside", order=80))
