"""What a lesson's own page says about trials, in one query whatever their number."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, FilteredRelation, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part
from knowledge.calls.actions import may_call
from knowledge.calls.models import Call
from knowledge.trials import sizes
from knowledge.trials.actions import may_report
from knowledge.trials.states import DECIDED, ORDER, SIGNS, Status, Verdict
from people.audience import belonging
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer

SHOWN = 3
ROW = ("pk", "status", "verdict", "outcome", "changes", "why_not", "updated_at")
AT = ("name", "kind", "inhabitants", "employees")


def rows(article: ArticlePage, viewer: Viewer) -> list[dict[str, Any]]:
    """The latest reports; on each row the counts of all, and of the open calls.

    Without reports one row that counts the calls; nothing when all reports are for others only.
    """
    mine = list(belonging(viewer).organisations)
    living = FilteredRelation("trials", condition=Q(trials__withdrawn_at=None))
    found = ArticlePage.objects.filter(pk=article.pk).order_by().annotate(trial=living)
    own = Q(trial__organisation__in=mine)
    found = found.filter(Q(trial__isnull=True) | Q(trial__own_only=False) | own)
    found = found.annotate(**_asked(viewer), **_names())
    counts = {f"n_{status}": _count(Q(trial__status=status)) for status in Status}
    found = found.annotate(
        **counts,
        mine=Window(Max("trial__pk", filter=Q(trial__organisation__in=mine))),
        **_alike(article, viewer),
    )
    columns = [*_names(), *counts, "mine", "n_calls", *_alike(article, viewer)]
    newest = found.order_by(F("trial__updated_at").desc(nulls_last=True), "-trial__pk")
    return list(newest.values(*columns)[:SHOWN])


def _names() -> dict[str, F]:
    at = {f"at_{name}": F(f"trial__organisation__{name}") for name in AT}
    return {f"row_{name}": F(f"trial__{name}") for name in ROW} | at


def _count(which: Q) -> Window:
    return Window(Count("trial__pk", filter=which))


def _asked(viewer: Viewer) -> dict[str, Any]:
    open_calls = Call.objects.reaching(viewer).open().filter(article=OuterRef("pk")).order_by()
    counted = open_calls.values("article").annotate(n=Count("pk", distinct=True)).values("n")
    return {"n_calls": Coalesce(Subquery(counted), 0)}


def _alike(article: ArticlePage, viewer: Viewer) -> dict[str, Window]:
    home = viewer.organisation if isinstance(viewer, Person) else None
    same = sizes.alike(home, "trial__organisation__")
    if same is None:
        return {}
    same &= ~Q(trial__organisation=article.organisation_id)
    return {
        "kept": _count(same & Q(trial__status=Status.ADOPTED)),
        "decided": _count(same & Q(trial__status__in=DECIDED)),
    }


def tried(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """What `_tried.html` needs; None when nobody has told and the viewer cannot."""
    found = rows(article, viewer)
    first = found[0] if found else {"row_pk": None, "n_calls": 1, "mine": None}
    told, reporting = first["row_pk"] is not None, may_report(article, viewer)
    calls = latest_calls(article, viewer) if first["n_calls"] else []
    calling = article.live and may_call(viewer)
    if not (told or reporting or calls or calling):
        return None
    home = viewer.organisation if isinstance(viewer, Person) else None
    alike = home and sizes.sentence(home, first.get("kept", 0), first.get("decided", 0))
    counts = counted({status: first.get(f"n_{status}", 0) for status in Status})
    return {
        "lesson": article,
        "reports": [as_report(row) for row in found] if told else [],
        "counts": counts,
        "total": sum(one["number"] for one in counts),
        "alike": alike,
        "my_report": first["mine"],
        "may_report": reporting and article.live,
        "may_call": calling,
        "calls": calls,
        "more_calls": first["n_calls"] > SHOWN,
    }


def counted(numbers: dict[Status, int]) -> list[dict[str, Any]]:
    """How many are how far, those that kept it first; without those that are none."""
    return [
        {"label": status.label, "sign": SIGNS[status], "number": numbers[status]}
        for status in ORDER
        if numbers.get(status)
    ]


def as_report(row: dict[str, Any]) -> dict[str, Any]:
    at = Organisation(**{name: row[f"at_{name}"] for name in AT})
    status, verdict = Status(row["row_status"]), row["row_verdict"]
    return {
        **{name: row[f"row_{name}"] for name in ROW},
        "organisation": at,
        "size": sizes.label(at),
        "status": status,
        "sign": SIGNS[status],
        "verdict": Verdict(verdict).label if verdict else "",
    }


def latest_calls(article: ArticlePage, viewer: Viewer) -> list[Call]:
    seen = Call.objects.reaching(viewer).open().filter(article=article)
    return list(seen.soonest().select_related("organisation")[:SHOWN])


TRIED = Part("tried", "knowledge/trials/_tried.html", tried, place="after", order=40)
