"""The steps that owner, applicant and home manager take."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from mobility.applications import actions, consents
from mobility.applications.forms import ConsentForm, RejectForm
from mobility.applications.models import Application, Consent
from mobility.applications.views import page
from mobility.opportunities.models import Opportunity
from people.access import SignedInRequest, either, find, need, signed_in
from people.states import NotNow


def _try(request: SignedInRequest, action: Callable[[], Any], done: str) -> None:
    """Take the step and say how it went."""
    try:
        action()
        messages.success(request, done)
    except NotNow:
        messages.info(request, _("Det var redan gjort, eller så har läget ändrats."))
    except actions.NoConsent:
        messages.error(request, _("Chefen hemma har inte sagt ja än. Fråga först."))
    except actions.SeatsTaken:
        messages.error(request, _("Alla platser är tagna."))
    except consents.NobodyToAsk:
        messages.error(request, _("Det finns ingen chef att fråga. Be HR-partnern om hjälp."))


def _step(
    action: Callable[..., Any], who: Callable[[Application, SignedInRequest], bool], done: str
) -> Callable[..., HttpResponse]:
    @signed_in
    @require_POST
    def step(request: SignedInRequest, pk: int) -> HttpResponse:
        seen = Application.objects.visible_to(request.user).with_frame()
        one = find(request, seen, pk=pk)
        need(request, who(one, request), "the one whose step it is")
        _try(request, lambda: action(application=one, by=request.user), _(done))
        return redirect("mobility:application", pk=pk)

    return step


def _owner(one: Application, request: SignedInRequest) -> bool:
    return one.opportunity.is_cared_for_by(request.user)


def _applicant(one: Application, request: SignedInRequest) -> bool:
    return one.person_id == request.user.pk


def _either(one: Application, request: SignedInRequest) -> bool:
    return _owner(one, request) or _applicant(one, request)


shortlist = _step(actions.shortlist, _owner, gettext_noop("Ansökan är med i urvalet."))
offer = _step(actions.offer, _owner, gettext_noop("Erbjudandet är skickat."))
withdraw = _step(actions.withdraw, _applicant, gettext_noop("Ansökan är återtagen."))
accept = _step(actions.accept, _applicant, gettext_noop("Du har tackat ja."))
decline = _step(actions.decline, _applicant, gettext_noop("Du har tackat nej."))
ask_consent = _step(consents.ask, _either, gettext_noop("Chefen hemma har fått frågan."))


@signed_in
@require_POST
def reject(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Application.objects.to_owner(request.user).with_frame(), pk=pk)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return page(request, one, reject=form)
    said = form.cleaned_data
    _try(
        request,
        lambda: actions.reject(application=one, by=request.user, **said),
        _("Svaret är skickat."),
    )
    return redirect("mobility:application", pk=pk)


@signed_in
@either
def consent(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Consent.objects.visible_to(request.user).with_frame(), pk=pk)
    wanted = one.application.opportunity
    asked = {"share": wanted.share, "starts_on": wanted.starts_on, "ends_on": wanted.ends_on}
    open_now = one.state == Consent.Answer.REQUESTED and one.application.is_alive
    form = ConsentForm(request.POST or None, initial=asked | {"state": ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _try(
            request,
            lambda: consents.answer(consent=one, by=request.user, **said),
            _("Tack, ditt svar är skickat."),
        )
        return redirect("mobility:consent", pk=pk)
    context = {"consent": one, "form": form if open_now else None}
    status = 422 if form.errors else 200
    return render(request, "mobility/applications/consent.html", context, status=status)


@signed_in
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Opportunity.objects.visible_to(request.user), pk=pk)
    allowed = one.is_cared_for_by(request.user) or one.is_approved_by(request.user)
    need(request, allowed, "owner or HR")
    _try(
        request,
        lambda: actions.cancel_opportunity(opportunity=one, by=request.user),
        _("Uppdraget är inställt. Alla som väntade på svar har fått veta det."),
    )
    return redirect("mobility:opportunity", pk=pk)
