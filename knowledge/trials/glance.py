"""What a lesson's own page says about trials, in one query whatever their number."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Left

from knowledge.articles.glance import TODAY, glance
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part
from knowledge.calls.actions import may_call
from knowledge.calls.models import Call
from knowledge.trials import sizes
from knowledge.trials.actions import may_report
from knowledge.trials.models import Trial
from knowledge.trials.states import DECIDED, ORDER, SIGNS, Status, Verdict
from people.audience import belonging
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer

SHOWN = 3
EXCERPT = 500  # characters that a page of a lesson fetches of a report


class Row(NamedTuple):
    """A report, or a call with its day in `text` and its free places in `inhabitants`."""

    what: str
    pk: int
    at: datetime
    status: str
    verdict: str
    text: str
    organisation_id: int
    name: str
    kind: str
    inhabitants: int | None
    employees: int | None

    @property
    def organisation(self) -> Organisation:
        people = {"inhabitants": self.inhabitants, "employees": self.employees}
        return Organisation(name=self.name, kind=self.kind, **people)


AT = ("organisation_id", "organisation__name", "organisation__kind")


def rows(article: ArticlePage, viewer: Viewer) -> list[Row]:
    """Reports and open calls that the viewer sees. One for each organisation bounds them."""
    told = Case(
        When(~Q(why_not=""), then=Left("why_not", EXCERPT)),
        When(~Q(outcome=""), then=Left("outcome", EXCERPT)),
        default=Left("changes", EXCERPT),
        output_field=CharField(),
    )
    trials = Trial.objects.shown_to(viewer).filter(article=article.pk).order_by()
    size = ("organisation__inhabitants", "organisation__employees")
    own = trials.annotate(what=_text("trial"), said=told, known=Cast("verdict", CharField()))
    reports = own.values_list("what", "pk", "updated_at", "status", "known", "said", *AT, *size)
    calls = Call.objects.reaching(viewer).open().filter(article=article.pk).order_by()
    asked = calls.annotate(
        what=_text("call"),
        day=Cast("deadline", CharField()),
        free=F("places") - F("taken"),
        none=Cast(Value(None), IntegerField()),
        blank=_text(""),
    ).values_list("what", "pk", "created_at", "blank", "blank", "day", *AT, "free", "none")
    return [Row(*row) for row in reports.union(asked, all=True)]


def told() -> Any:
    """Whether there may be anything to fetch, which most lessons lack; `rows` asks for whom."""
    reports = Trial.objects.living().filter(article=OuterRef("pk"))
    calls = Call.objects.open(TODAY).filter(article=OuterRef("pk"))
    return Exists(reports) | Exists(calls)


def _text(text: str) -> Value:
    return Value(text, output_field=CharField())


def tally(article: ArticlePage, viewer: Viewer) -> dict[str, Aggregate]:
    """How many are how far; the viewer's own report; what those like the viewer's employer did."""
    own = Q(organisation__in=list(belonging(viewer).organisations))
    counts: dict[str, Aggregate] = {f"n_{one}": Count("pk", filter=Q(status=one)) for one in Status}
    counts["mine"] = Max("pk", filter=own)
    home = viewer.organisation if isinstance(viewer, Person) else None
    same = sizes.alike(home)
    if same is None:
        return counts
    same &= ~Q(organisation=article.organisation_id)
    kept, decided = same & Q(status=Status.ADOPTED), same & Q(status__in=DECIDED)
    return {**counts, "kept": Count("pk", filter=kept), "decided": Count("pk", filter=decided)}


def tally_of(reports: list[Row], article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    """The same, of reports at hand."""
    counts: dict[str, Any] = Counter(f"n_{row.status}" for row in reports)
    mine = belonging(viewer).organisations
    home = viewer.organisation if isinstance(viewer, Person) else None
    size = sizes.size_of(home) if home else None
    for row in reports:
        if row.organisation_id in mine:
            counts["mine"] = row.pk
        known = getattr(row, size.counted) if size else None
        if home is None or size is None or known is None or row.kind != home.kind:
            continue
        fits = (size.low or 0) <= known and (size.high is None or known < size.high)
        if fits and row.organisation_id not in (home.pk, article.organisation_id):
            counts["kept"] += row.status == Status.ADOPTED
            counts["decided"] += row.status in DECIDED
    return counts


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
    found = rows(article, viewer) if glance(article, viewer).get("told") else []
    reports = [row for row in found if row.what == "trial"]
    calls = sorted((row for row in found if row.what == "call"), key=lambda row: row.text)
    reporting, calling = may_report(article, viewer), article.live and may_call(viewer)
    if not (found or reporting or calling):
        return None
    reports.sort(key=lambda row: (row.status != Status.PLANNED, row.at), reverse=True)
    return {
        "lesson": article,
        "reports": [as_report(row) for row in reports[:SHOWN]],
        **said(tally_of(reports, article, viewer), viewer),
        "may_report": reporting and article.live,
        "may_call": calling,
        "calls": [as_call(row) for row in calls[:SHOWN]],
        "more_calls": len(calls) > SHOWN,
    }


def as_report(row: Row) -> dict[str, Any]:
    organisation, status = row.organisation, Status(row.status)
    return {
        "pk": row.pk,
        "organisation": organisation,
        "size": sizes.label(organisation),
        "status": status,
        "sign": SIGNS[status],
        "verdict": Verdict(row.verdict).label if row.verdict else "",
        "text": row.text,
        "updated_at": row.at,
    }


def as_call(row: Row) -> dict[str, Any]:
    day = date.fromisoformat(row.text)
    return {"pk": row.pk, "organisation": row.name, "left": row.inhabitants, "deadline": day}


TRIED = Part("tried", "knowledge/trials/_tried.html", tried, place="after", order=40)
