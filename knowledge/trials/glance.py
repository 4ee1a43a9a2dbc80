"""What a lesson's own page says about trials, in one query whatever their number."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    Count,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    Subquery,
    When,
    Window,
)
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
    """The latest reports, plans after all others; each row has the counts of all and of the calls.

    Without reports one row that counts the calls; nothing when all reports are for others only.
    """
    mine = list(belonging(viewer).organisations)
    living = FilteredRelation("trials", condition=Q(trials__withdrawn_at=None))
    found = ArticlePage.objects.filter(pk=article.pk).order_by().annotate(trial=living)
    own = Q(trial__organisation__in=mine)
    found = found.filter(Q(trial__isnull=True) | Q(trial__own_only=False) | own)
    found = found.annotate(**_asked(viewer), **_names())
    tallies = {name: Window(one) for name, one in tally(article, viewer, "trial__").items()}
    found = found.annotate(**tallies)
    columns = [*_names(), *tallies, "n_calls"]
    planned = Case(When(trial__status=Status.PLANNED, then=1), default=0)
    newest = found.order_by(planned, F("trial__updated_at").desc(nulls_last=True), "-trial__pk")
    return list(newest.values(*columns)[:SHOWN])


def _names() -> dict[str, F]:
    at = {f"at_{name}": F(f"trial__organisation__{name}") for name in AT}
    return {f"row_{name}": F(f"trial__{name}") for name in ROW} | at


def _asked(viewer: Viewer) -> dict[str, Any]:
    open_calls = Call.objects.reaching(viewer).open().filter(article=OuterRef("pk")).order_by()
    counted = open_calls.values("article").annotate(n=Count("pk", distinct=True)).values("n")
    return {"n_calls": Coalesce(Subquery(counted), 0)}


def tally(article: ArticlePage, viewer: Viewer, path: str = "") -> dict[str, Aggregate]:
    """How many are how far; the viewer's own report; what those like the viewer's employer did."""

    def count(which: Q) -> Aggregate:
        return Count(f"{path}pk", filter=which)

    own = Q(**{f"{path}organisation__in": list(belonging(viewer).organisations)})
    counts = {f"n_{status}": count(Q(**{f"{path}status": status})) for status in Status}
    counts["mine"] = Max(f"{path}pk", filter=own)
    home = viewer.organisation if isinstance(viewer, Person) else None
    same = sizes.alike(home, f"{path}organisation__")
    if same is None:
        return counts
    same &= ~Q(**{f"{path}organisation": article.organisation_id})
    kept = same & Q(**{f"{path}status": Status.ADOPTED})
    decided = same & Q(**{f"{path}status__in": DECIDED})
    return {**counts, "kept": count(kept), "decided": count(decided)}


def said(tallies: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    """The tally in words, as both pages show it."""
    home = viewer.organisation if isinstance(viewer, Person) else None
    kept, decided = tallies.get("kept", 0), tallies.get("decided", 0)
    numbers = [(status, tallies.get(f"n_{status}", 0)) for status in ORDER]
    return {
        "counts": [
            {"label": status.label, "sign": SIGNS[status], "number": number}
            for status, number in numbers
            if number
        ],
        "total": sum(number for _status, number in numbers),
        "alike": sizes.sentence(home, kept, decided) if home else "",
        "my_report": tallies.get("mine"),
    }


def tried(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """What `_tried.html` needs; None when nobody has told and the viewer cannot."""
    found = rows(article, viewer)
    first: dict[str, Any] = found[0] if found else {"row_pk": None, "n_calls": 1}
    told, reporting = first["row_pk"] is not None, may_report(article, viewer)
    calls = latest_calls(article, viewer) if first["n_calls"] else []
    calling = article.live and may_call(viewer)
    if not (told or reporting or calls or calling):
        return None
    return {
        "lesson": article,
        "reports": [as_report(row) for row in found] if told else [],
        **said(first, viewer),
        "may_report": reporting and article.live,
        "may_call": calling,
        "calls": calls,
        "more_calls": first["n_calls"] > SHOWN,
    }


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
