"""Applying, and keeping track of what one has sent and received."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mobility.applications import actions, consents
from mobility.applications.forms import ApplyForm, RejectForm
from mobility.applications.models import Application, Consent
from mobility.applications.snapshot import snapshot_of
from mobility.applications.states import ALIVE
from mobility.opportunities.models import Opportunity
from people.access import SignedInRequest, either, find, need, signed_in
from people.paging import page_of

PAGE = 25


@signed_in
@either
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Opportunity.objects.visible_to(request.user).select_related("organisation", "unit")
    one = find(request, seen, pk=pk)
    need(request, one.owner_id != request.user.pk and request.user.belonging.connected, "applies")
    sent = Application.objects.of(request.user).filter(opportunity=one).first()
    if sent and sent.state != sent.State.WITHDRAWN:
        return redirect(sent)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and one.takes_applications:
        return _sent(request, one, form)
    late = request.method == "POST" and not one.takes_applications
    context = {"opportunity": one, "form": form, "snapshot": snapshot_of(request.user, one)}
    status = 422 if form.errors else 409 if late else 200
    return render(request, "mobility/applications/apply.html", context, status=status)


def _sent(request: SignedInRequest, one: Opportunity, form: ApplyForm) -> HttpResponse:
    letter, ask = form.cleaned_data["letter"], form.cleaned_data["ask_manager"]
    try:
        made = actions.apply(opportunity=one, by=request.user, letter=letter, ask_manager=ask)
        messages.success(request, _("Din ansökan är skickad."))
    except actions.TooLate:
        messages.error(request, _("Ansökningstiden är slut. Ansökan skickades inte."))
        return redirect(one)
    except consents.NobodyToAsk:
        made = actions.apply(opportunity=one, by=request.user, letter=letter)
        messages.warning(
            request, _("Ansökan är skickad, men du har ingen chef inlagd. Be HR-partnern om hjälp.")
        )
    return redirect(made)


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    waiting = Count("applications", filter=Q(applications__state__in=ALIVE))
    own = Opportunity.objects.cared_for_by(request.user).annotate(waiting=waiting)
    sent = Application.objects.of(request.user).with_frame()
    context = {
        "applications": page_of(request, sent, PAGE),
        "opportunities": own.order_by("-created_at")[:50],
        "consents": Consent.objects.visible_to(request.user).waiting().with_frame()[:50],
    }
    return render(request, "mobility/applications/mine.html", context)


@signed_in
@require_safe
def applicants(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Opportunity.objects.cared_for_by(request.user), pk=pk)
    received = Application.objects.to_owner(request.user).filter(opportunity=one).with_frame()
    context = {"opportunity": one, "applications": page_of(request, received, PAGE)}
    return render(request, "mobility/applications/applicants.html", context)


@signed_in
@require_safe
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Application.objects.visible_to(request.user).with_frame()
    return page(request, find(request, seen, pk=pk))


def page(
    request: SignedInRequest, one: Application, reject: RejectForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "application": one,
        "consent": getattr(one, "consent", None),
        "is_mine": one.person_id == request.user.pk,
        "is_owner": one.opportunity.is_cared_for_by(request.user),
        "reject_form": reject or RejectForm(),
        "may": {verb: one.may(verb) for verb in ("shortlist", "offer", "reject", "withdraw")},
    }
    status = 422 if reject is not None and reject.errors else 200
    return render(request, "mobility/applications/application.html", context, status=status)
