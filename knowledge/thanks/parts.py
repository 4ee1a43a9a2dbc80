"""What a lesson's page shows of thanks, from the facts that are counted together."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils import timezone

from knowledge.articles.glance import VIEWER, glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.shelf.following import rows_follow
from knowledge.thanks.actions import wrote
from knowledge.thanks.figures import FEWEST, month_before
from knowledge.thanks.models import Helped, ReadingCount
from people.persons.models import Person, Viewer


def how_many() -> Any:
    rows = Helped.objects.filter(article=OuterRef("pk")).order_by()
    return Subquery(rows.values("article").annotate(n=Count("pk")).values("n"))


def whether_me() -> Any:
    return Exists(Helped.objects.filter(article=OuterRef("pk"), person=VIEWER))


def thanks(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not article.live or not isinstance(viewer, Person):
        return None
    found = glance(article, viewer)
    number = found.get("helped") or 0
    may = viewer.belonging.connected and not wrote(article, viewer)
    return {
        "helped": number if number >= FEWEST else 0,
        "me": found.get("helped_me"),
        "may_thank": may,
    }


def owners(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    return {"month": month_before(timezone.localdate())} if article.live else None


def register() -> None:
    rows_follow("helped", Helped, same="person")
    rows_follow("readings", ReadingCount, same="day")
    register_fact(helped=how_many(), helped_me=whether_me())
    register_part(Part("thanks", "knowledge/thanks/_part.html", thanks, place="text", order=70))
    register_part(Part("month", "knowledge/thanks/_owner.html", owners, place="owner", order=70))
