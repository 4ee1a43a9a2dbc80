"""Looking for an opportunity, and reading one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mobility.applications.models import Application
from mobility.opportunities.forms import ReturnForm
from mobility.opportunities.hosts import may_post
from mobility.opportunities.lists import Choice, goals_in, open_to, organisations_in, page_of
from mobility.opportunities.models import Opportunity
from mobility.opportunities.ranking import scores_for
from mobility.opportunities.requirements import missing
from mobility.opportunities.scores import WEIGHTS
from mobility.opportunities.sentences import label
from mobility.opportunities.states import PUBLISHED
from people.access import anyone, find
from people.persons.models import Person, Viewer


@anyone
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    choice, seen = Choice.read(request.GET), open_to(request.user)
    context = {
        "choice": choice,
        "rows": page_of(request, choice),
        "organisations": organisations_in(seen),
        "types": Opportunity.Type.choices,
        "goals": goals_in(seen),
        "may_post": isinstance(request.user, Person) and may_post(request.user),
        "weights": weights(),
    }
    return render(request, "mobility/opportunities/index.html", context)


@anyone
@require_safe
def opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Opportunity.objects.visible_to(request.user).with_frame()
    return page(request, find(request, seen, pk=pk))


def page(
    request: HttpRequest, one: Opportunity, back: ReturnForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"opportunity": one, "weights": weights(), "return_form": back or ReturnForm()}
    context |= _for(request.user, one)
    return render(request, "mobility/opportunities/opportunity.html", context, status=status)


def _for(viewer: Viewer, one: Opportunity) -> dict[str, Any]:
    """What this viewer may do and is told."""
    if not isinstance(viewer, Person):
        return {}
    mine, approves = one.is_cared_for_by(viewer), one.is_approved_by(viewer)
    draft = mine and one.state == one.State.DRAFT
    return {
        "is_mine": mine,
        "my_application": Application.objects.of(viewer).filter(opportunity=one).first(),
        "may_apply": not mine and viewer.belonging.connected,
        "may_read": mine and one.state in (*PUBLISHED, one.State.UNFILLED),
        "missing": missing(one) if draft else [],
        "may_edit": draft,
        "may_submit": mine and one.may("submit"),
        "may_take_back": mine and one.may("return"),
        "may_approve": approves and one.may("approve"),
        "may_cancel": (mine or approves) and one.may("cancel"),
        "may_close": mine and one.may("close"),
        "score": None if mine else scores_for(viewer, [one])[one.pk],
    }


def weights() -> list[tuple[str, int]]:
    """Name and percent of each part, for "Så räknar vi"."""
    return [(label(name), round(weight * 100)) for name, weight in WEIGHTS.items()]
