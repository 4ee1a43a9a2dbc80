"""Writing an opportunity, and what the owner and HR do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mobility.opportunities import actions
from mobility.opportunities.forms import OpportunityForm, ReturnForm, SkillRowForm
from mobility.opportunities.hosts import may_post
from mobility.opportunities.models import Opportunity
from mobility.opportunities.requirements import missing
from mobility.opportunities.views import page
from people.access import SignedInRequest, either, find, need, signed_in
from people.once import once
from people.states import NotNow

EDIT = "mobility/opportunities/edit.html"


@signed_in
@either
def post(request: SignedInRequest) -> HttpResponse:
    need(request, may_post(request.user), "manager or HR")
    form = OpportunityForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        answer = once(request, lambda: begun(request, form))
        messages.success(request, _("Utkastet är sparat. Lägg till kompetenser och skicka in."))
        return answer
    return render(request, EDIT, {"form": form}, status=422 if form.errors else 200)


def begun(request: SignedInRequest, form: OpportunityForm) -> str:
    made = actions.save_draft(by=request.user, **form.written)
    return reverse("mobility:edit", args=[made.pk])


@signed_in
@either
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    form = OpportunityForm(request.POST or None, instance=one, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.save_draft(by=request.user, opportunity=one, **form.written)
        messages.success(request, _("Utkastet är sparat."))
        return redirect("mobility:edit", pk=pk)
    return edit_page(request, one, form)


def edit_page(
    request: SignedInRequest,
    one: Opportunity,
    form: OpportunityForm | None = None,
    row: SkillRowForm | None = None,
) -> HttpResponse:
    failed = any(part is not None and part.errors for part in (form, row))
    context = {
        "opportunity": one,
        "form": form or OpportunityForm(instance=one, person=request.user),
        "row": row or SkillRowForm(),
        "missing": missing(one),
    }
    return render(request, EDIT, context, status=422 if failed else 200)


@signed_in
@require_POST
def add_skill(request: SignedInRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    row = SkillRowForm(request.POST)
    if not row.is_valid():
        return edit_page(request, one, row=row)
    actions.set_skill(opportunity=one, by=request.user, **row.cleaned_data)
    return _to_skills(pk)


@signed_in
@require_POST
def drop_skill(request: SignedInRequest, pk: int, row: int) -> HttpResponse:
    one = _own(request, pk)
    actions.drop_skill(row=find(request, one.skills.all(), pk=row), by=request.user)
    return _to_skills(pk)


def _to_skills(pk: int) -> HttpResponse:
    answer = redirect("mobility:edit", pk=pk)
    answer["Location"] += "#kompetenser"
    return answer


def _own(request: SignedInRequest, pk: int) -> Opportunity:
    own = Opportunity.objects.cared_for_by(request.user).filter(state=Opportunity.State.DRAFT)
    return find(request, own.select_related("audience").with_frame(), pk=pk)


def _step(
    action: Callable[..., Any], by_owner: bool, by_hr: bool, done: Callable[[Opportunity], str]
) -> Callable[..., HttpResponse]:
    """A view that takes one step in the life of an opportunity."""

    @signed_in
    @require_POST
    def step(request: SignedInRequest, pk: int) -> HttpResponse:
        one = find(request, Opportunity.objects.visible_to(request.user), pk=pk)
        mine, approves = one.is_cared_for_by(request.user), one.is_approved_by(request.user)
        need(request, (by_owner and mine) or (by_hr and approves), "owner or HR")
        try:
            messages.success(request, done(action(opportunity=one, by=request.user)))
        except NotNow:
            messages.info(request, _("Det var redan gjort, eller så har läget ändrats."))
        except actions.Incomplete as lacking:
            for sentence in lacking.missing:
                messages.error(request, sentence)
        return redirect("mobility:opportunity", pk=pk)

    return step


def _sent(one: Opportunity) -> str:
    if one.state == Opportunity.State.OPEN:
        return _(
            "Uppdraget är öppet. Det öppnade direkt, för organisationen har ingen HR-partner "
            "som kan godkänna det."
        )
    return _("Skickat till HR-partnern, som godkänner eller svarar.")


submit = _step(actions.submit, True, False, _sent)
take_back = _step(actions.take_back, True, False, lambda one: _("Nu är det ett utkast igen."))
approve = _step(actions.approve, False, True, lambda one: _("Godkänt. Uppdraget är öppet."))
close = _step(actions.close, True, False, lambda one: _("Urvalet är avslutat."))


@signed_in
@require_POST
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Opportunity.objects.visible_to(request.user).with_frame(), pk=pk)
    need(request, one.is_approved_by(request.user), "HR")
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, one, back=form, status=422)
    try:
        actions.send_back(opportunity=one, by=request.user, comment=form.cleaned_data["comment"])
        messages.success(request, _("Skickat tillbaka med din kommentar."))
    except NotNow:
        messages.info(request, _("Det var redan gjort, eller så har läget ändrats."))
    return redirect("mobility:opportunity", pk=pk)
