"""What is shared towards each goal: the picture and the table beside it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from knowledge.goals.counting import Shared, shared_with
from knowledge.goals.drawing import END, WIDTH, Bar, bars
from people.access import anyone
from people.goals import Goal
from search.documents import SearchDocument


@dataclass(frozen=True)
class Cell:
    """`has_place` is False for a kind that has no sub-goals."""

    count: int
    url: str
    in_words: str
    has_place: bool = True


@dataclass(frozen=True)
class Row:
    label: Any
    cells: list[Cell]
    language: str = ""
    whose: str = ""


@dataclass(frozen=True)
class Group:
    label: Any
    url: str
    total: int
    in_words: str
    bars: list[Bar]
    height: str
    rows: list[Row]
    width: int = WIDTH
    end: int = int(END)


@anyone
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    shared = shared_with(request.user)
    kinds = [{"label": one.plural or one.label} for one in shared.kinds]
    context = {
        "kinds": kinds,
        "groups": [group(goal, shared) for goal in Goal],
        "total": shared.most,
        "may_write": request.user.is_authenticated and request.user.belonging.connected,
    }
    return render(request, "knowledge/goals/picture.html", context)


def group(goal: Goal, shared: Shared) -> Group:
    counts, below = shared.of(goal.value), shared.under(goal.value)
    several = len({one.organisation_id for one in shared.subgoals}) > 1
    drawn, height = bars(counts, [(one.name, shared.of(one.key)) for one in below], shared.most)
    rows = [Row(goal.label, cells(goal.value, goal.label, shared))]
    rows += [
        Row(
            one.name,
            cells(one.key, one.name, shared),
            one.language,
            one.organisation.name if several else "",
        )
        for one in below
    ]
    return Group(
        label=goal.label,
        url=f"{reverse('knowledge:index')}?{urlencode({'mal': goal.value})}",
        total=sum(counts),
        in_words=in_words(goal, sum(counts), len(below)),
        bars=drawn,
        height=str(height),
        rows=rows,
    )


def in_words(goal: Goal, total: int, below: int) -> str:
    things = ngettext("%(number)s sak", "%(number)s saker", total) % {"number": total}
    goals = ngettext("%(number)s delmål", "%(number)s delmål", below) % {"number": below}
    said = {"goal": goal.label, "things": things, "goals": goals}
    if below:
        return (
            _("%(goal)s: %(things)s, och %(goals)s med egna staplar. Talen står i tabellen.") % said
        )
    return _("%(goal)s: %(things)s. Talen står i tabellen.") % said


def cells(key: str, label: Any, shared: Shared) -> list[Cell]:
    return [
        cell(kind, key, label, count)
        for kind, count in zip(shared.kinds, shared.of(key), strict=True)
    ]


def cell(kind: SearchDocument, key: str, label: Any, count: int) -> Cell:
    assert kind.goals
    said = {"number": count, "kind": kind.plural or kind.label, "goal": label}
    return Cell(
        count=count,
        url=f"{reverse(kind.goals.listing)}?{urlencode({'mal': key})}",
        in_words=_("%(kind)s mot %(goal)s: %(number)s") % said,
        has_place=bool(kind.goals.subgoal) or ":" not in key,
    )
