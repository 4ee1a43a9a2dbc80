"""Lessons that need an editor's eye: nobody answers for them, they wait for a check, or are unread.

Named once, for the list and for the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from knowledge.thanks.models import ReadingCount
from knowledge.validity.waiting import anyone_in_charge
from people.cells import harmless
from people.organisations.models import Employment

UNREAD_AFTER = timedelta(days=180)
WHICH: dict[str, str | Promise] = {
    "utan-ansvarig": _("Ingen svarar för dem"),
    "vantar": _("Väntar på kontroll"),
    "olasta": _("Inte lästa på ett halvår"),
}


def lessons(which: str, today: date | None = None) -> QuerySet[ArticlePage]:
    """Published lessons of all organisations, the one that has waited longest first."""
    day = today or timezone.localdate()
    published = ArticlePage.objects.published().select_related("organisation", "unit", "owner")
    if which == "utan-ansvarig":
        kept = Exists(_works_there("owner")) | Exists(_works_there("author"))
        return published.exclude(kept | anyone_in_charge()).order_by("first_published_at", "pk")
    if which == "vantar":
        return published.standing(Validity.CHECK, day).order_by("review_on", "pk")
    since = day - UNREAD_AFTER
    read = ReadingCount.objects.filter(article=OuterRef("pk"), day__gte=since)
    old = published.filter(Q(first_published_at__date__lt=since))
    return old.exclude(Exists(read)).order_by("first_published_at", "pk")


def _works_there(who: str) -> QuerySet[Employment]:
    """Current employments of the owner or the author where the lesson was written."""
    rows = Employment.objects.current().filter(
        person=OuterRef(who), unit__organisation=OuterRef("organisation")
    )
    return rows.filter(person__is_active=True)


def as_csv(rows: QuerySet[ArticlePage]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    yield "\ufeff"
    heading = ("Rubrik", "Organisation", "Enhet", "Publicerad", "Kontrolleras", "Adress")
    table: list[Iterable[object]] = [heading, *map(_cells, rows)]
    for cells in table:
        writer.writerow([harmless(cell) for cell in cells])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _cells(article: ArticlePage) -> list[object]:
    published = article.first_published_at
    return [
        article.title,
        article.organisation,
        article.unit or "",
        timezone.localtime(published).date() if published else "",
        article.review_on or "",
        article.get_absolute_url(),
    ]
