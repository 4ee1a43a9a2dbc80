"""What the start page, the letters and the lesson's page say about reports."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.articles.glance import VIEWER, glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.reports import actions
from knowledge.reports.models import Report
from knowledge.shelf.following import rows_follow
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.persons.models import Viewer
from people.start.parts import Todo


def todo(number: int, due: date | None) -> Todo:
    """One task, however many readers and lessons."""
    title = ngettext(
        "En läsare säger att något inte stämmer",
        "%(number)s läsare säger att något inte stämmer",
        number,
    )
    return Todo(
        title=title % {"number": number},
        text=_("Läs vad det gäller och svara. De väntar på dig."),
        url=reverse("knowledge:reports"),
        button=_("Läs och svara"),
        area="kunskap",
        due=due,
    )


def _of_article() -> Any:
    return Report.objects.open().filter(article=OuterRef("pk")).order_by()


def _number() -> Any:
    counted = _of_article().values("article").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _answer_by() -> Any:
    return Subquery(_of_article().order_by("answer_by").values("answer_by")[:1])


def _is_mine() -> Any:
    return Exists(_of_article().filter(reporter=VIEWER))


def exists(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Every reader sees that somebody has said to; not who, nor what."""
    seen = glance(article, viewer)
    if not seen.get("open_reports"):
        return None
    return {
        "reports": seen["open_reports"],
        "answer_by": seen["report_answer_by"],
        "reported_by_me": seen["reported_by_me"],
        "answers": article.is_cared_for_by(viewer),
    }


def way(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Not for its own writers: they change the text. Signed out one is asked to sign in."""
    if not article.live or article.is_cared_for_by(viewer):
        return None
    return {"reasons": Report.Reason.choices, "may_report": viewer.is_authenticated}


KINDS = (
    NoticeKind(
        "report_received",
        gettext_lazy("En läsare säger att min lärdom inte stämmer"),
        gettext_lazy("En läsare säger att något i en lärdom inte stämmer längre."),
    ),
    NoticeKind(
        "report_answered",
        gettext_lazy("Jag har fått svar på vad jag sa inte stämde"),
        gettext_lazy("Du har fått svar om lärdomen som du sa inte stämmer."),
    ),
    NoticeKind(
        "report_late",
        gettext_lazy("Läsare har inte fått svar om enhetens lärdomar"),
        gettext_lazy("Läsare har väntat i fem arbetsdagar på svar. Antal: %(number)s."),
    ),
)


def register() -> None:
    kinds.register(*KINDS)
    actions.register_jobs()
    rows_follow("reports", Report)
    register_fact(open_reports=_number(), report_answer_by=_answer_by(), reported_by_me=_is_mine())
    register_part(Part("reports", "knowledge/reports/_exists.html", exists, place="top", order=20))
    register_part(Part("report", "knowledge/reports/_way.html", way, place="after", order=90))
