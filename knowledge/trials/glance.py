"""What a lesson's own page says about trials, in one query whatever their number."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
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
from people.ordering import swedish
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
        return Organisation(pk=self.organisation_id, name=self.name, kind=self.kind, **people)


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


def reports_in(found: list[Row]) -> list[Row]:
    return [row for row in found if row.what == "trial"]


def told() -> Any:
    """Whether there may be anything to fetch, which most lessons lack; `rows` asks for whom."""
    reports = Trial.objects.living().filter(article=OuterRef("pk"))
    calls = Call.objects.open(TODAY).filter(article=OuterRef("pk"))
    return Exists(reports) | Exists(calls)


def _text(text: str) -> Value:
    return Value(text, output_field=CharField())


def tally(reports: list[Row], article: ArticlePage, viewer: Viewer) -> Counter[str]:
    """How many are how far; the viewer's own report; what those like the viewer's employer did."""
    counts = Counter(f"n_{row.status}" for row in reports)
    mine = belonging(viewer).organisations
    counts["mine"] = max((row.pk for row in reports if row.organisation_id in mine), default=0)
    home = viewer.organisation if isinstance(viewer, Person) else None
    for row in reports if home else ():
        is_other = row.organisation_id != article.organisation_id
        if home and is_other and sizes.alike(home, row.organisation):
            counts["kept"] += row.status == Status.ADOPTED
            counts["decided"] += row.status in DECIDED
    return counts


def said(reports: list[Row], article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    """The tally in words, as both pages show it."""
    counted = tally(reports, article, viewer)
    home = viewer.organisation if isinstance(viewer, Person) else None
    numbers = [(status, counted[f"n_{status}"]) for status in ORDER]
    return {
        "counts": [
            {"label": status.label, "sign": SIGNS[status], "number": number}
            for status, number in numbers
            if number
        ],
        "total": sum(number for _status, number in numbers),
        "alike": sizes.sentence(home, counted["kept"], counted["decided"]) if home else "",
        "my_report": counted["mine"],
    }


def tried(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """What `_tried.html` needs; None when nobody has told and the viewer cannot."""
    found = rows(article, viewer) if glance(article, viewer).get("told") else []
    reports = reports_in(found)
    calls = sorted((row for row in found if row.what == "call"), key=lambda row: swedish(row.text))
    reporting, calling = may_report(article, viewer), article.live and may_call(viewer)
    if not (found or reporting or calling):
        return None
    reports.sort(key=lambda row: (row.status != Status.PLANNED, row.at), reverse=True)
    return {
        "lesson": article,
        "reports": [as_report(row) for row in reports[:SHOWN]],
        **said(reports, article, viewer),
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
