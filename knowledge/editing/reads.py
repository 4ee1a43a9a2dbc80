"""The day somebody last opened each lesson. By whom, and how many, is not known to anybody."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError, models
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from people.persons.models import Viewer
from people.records import Keep, Records

log = logging.getLogger("utbyte.knowledge")
SECONDS = 60  # between writes, so that reading costs a page nothing
_waiting: dict[int, date] = {}
_written: dict[int, date] = {}
_last = [timezone.now()]


class ArticleRead(models.Model):
    article = models.OneToOneField(
        ArticlePage, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    last_on = models.DateField()

    records = Records(keep=Keep.PUBLISHED, internal="article last_on")

    def __str__(self) -> str:
        return f"{self.article_id} {self.last_on}"


def note(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Somebody else than its writer opens a published lesson. Shows nothing."""
    today = timezone.localdate()
    if article.live and article.author_id != viewer.pk and _written.get(article.pk) != today:
        _waiting[article.pk] = today
    due = (timezone.now() - _last[0]).total_seconds() > SECONDS
    if _waiting and due and not settings.TESTING:
        write_down()
    return None


def write_down() -> int:
    """One statement for all that have been opened since last time. Returns how many."""
    _last[0] = timezone.now()
    taken = dict(_waiting)
    _waiting.clear()
    known = ArticlePage.objects.filter(pk__in=taken).values_list("pk", flat=True)
    rows = [ArticleRead(article_id=pk, last_on=taken[pk]) for pk in known]
    try:
        ArticleRead.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["article"], update_fields=["last_on"]
        )
    except DatabaseError:
        log.warning("what was read was not written down", exc_info=True)
        return 0
    _written.update(taken)
    if len(_written) > 50_000:
        _written.clear()
    return len(rows)


def register() -> None:
    register_part(Part("reads", "", note, order=99))
