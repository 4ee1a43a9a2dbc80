"""Open calls: the list, one call, asking, joining, answering."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.calls import actions
from knowledge.calls.forms import CallForm, JoinForm
from knowledge.calls.models import Call, CallJoining
from knowledge.trials.speaking import own_units
from knowledge.trials.views import lesson, version
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.paging import page_of
from people.persons.models import Person

PAGE = 25
SHOWN = 100  # organisations that a call's page lists at most


@anyone
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Those that are open; `?visa=vara` those of one's own employers."""
    seen = Call.objects.visible_to(request.user)
    ours = request.GET.get("visa") == "vara" and isinstance(request.user, Person)
    if ours and isinstance(request.user, Person):
        rows = seen.concerning(request.user).newest()
    else:
        rows = seen.open().soonest()
    page = page_of(request, rows.select_related("article__confirmed_by", "organisation"), PAGE)
    return render(request, "knowledge/calls/calls.html", {"page": page, "ours": ours})


@anyone
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Call.objects.visible_to(request.user).with_frame()
    return call_page(request, find(request, seen, pk=pk))


def call_page(
    request: HttpRequest, one: Call, form: JoinForm | None = None, status: int = 200
) -> HttpResponse:
    units = actions.units_for(one, request.user)
    shown = one.joinings.shown_to(request.user)
    joinings = list(shown.with_frame()[:SHOWN])
    mine = [row for row in joinings if row.may_be_changed_by(request.user)]
    employers = {unit.organisation_id for unit in units.values()}
    asked = {one.organisation_id for one in joinings}
    left = {pk: unit for pk, unit in units.items() if unit.organisation_id not in asked}
    context = {
        "call": one,
        "article": one.article,
        "joinings": joinings,
        "mine": mine,
        "may_tell": any(row.is_in and row.organisation_id in employers for row in joinings),
        "may_change": one.may_be_changed_by(request.user),
        "form": form or (JoinForm(units=left) if left and one.is_open else None),
    }
    return render(request, "knowledge/calls/call.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = lesson(request, place, slug)
    units = own_units(request.user)
    need(request, bool(units), "works somewhere that can try the lesson")
    form = CallForm(request.POST or None, person=request.user, units=units)
    if request.method == "POST" and form.is_valid():
        made = actions.open_call(
            article=article,
            by=request.user,
            unit=form.unit(),
            key=key_of(request),
            **form.cleaned_data,
        )
        messages.success(request, _("Inbjudan är öppen. Du får veta när någon vill vara med."))
        return redirect(made)
    context: dict[str, Any] = {"article": article, "form": form, "key": key_of(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "knowledge/calls/write.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_call(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Call.objects.visible_to(request.user).with_frame(), pk=pk)
    may = one.closed_at is None and one.may_be_changed_by(request.user)
    need(request, may, "speaks for the asker of an open call")
    form = CallForm(request.POST or None, instance=one, person=request.user, units={})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_call(
                call=one, by=request.user, version=version(request), **form.cleaned_data
            )
        except actions.Changed:
            form.add_error(None, _("En kollega ändrade nyss. Ladda om sidan och läs först."))
        except actions.Full:
            form.add_error("places", _("Någon har fått en plats under tiden. Välj fler."))
        else:
            messages.success(request, _("Inbjudan är ändrad."))
            return redirect(one)
    status = 422 if request.method == "POST" else 200
    context = {"article": one.article, "form": form, "call": one}
    return render(request, "knowledge/calls/write.html", context, status=status)


@signed_in
@require_POST
def close_call(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Call.objects.visible_to(request.user).with_frame(), pk=pk)
    need(request, one.may_be_changed_by(request.user), "speaks for the asker")
    actions.close_call(call=one, by=request.user)
    messages.success(request, _("Inbjudan är stängd. De som väntade på svar får veta det."))
    return redirect(one)


@signed_in
@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    one = find(request, Call.objects.visible_to(request.user).with_frame(), pk=pk)
    units = actions.units_for(one, request.user)
    need(request, bool(units), "works at another employer")
    form = JoinForm(request.POST, units=units)
    if not form.is_valid():
        return call_page(request, one, form, status=422)
    unit = form.unit()
    try:
        actions.join(call=one, by=request.user, unit=unit, **form.cleaned_data)
    except actions.NotOpen:
        messages.warning(request, _("Inbjudan hann stängas. Ni är inte med."))
    else:
        messages.success(request, _("Tack. De som frågar får veta att ni vill vara med."))
    return redirect(one)


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int, joining: int) -> HttpResponse:
    one = find(request, Call.objects.visible_to(request.user).with_frame(), pk=pk)
    need(request, one.may_be_changed_by(request.user), "speaks for the asker")
    shown = CallJoining.objects.shown_to(request.user).filter(call=one).with_frame()
    row = find(request, shown, pk=joining)
    yes = request.POST.get("answer") == "yes"
    try:
        row = actions.answer(joining=row, by=request.user, yes=yes)
    except actions.Full:
        messages.warning(request, _("Alla platser är redan tagna. Ändra antalet om ni har rum."))
    except actions.NotOpen:
        messages.warning(request, _("Inbjudan är stängd."))
    else:
        told = _("Ni har tackat ja.") if row.is_in else _("Ni har tackat nej.")
        messages.success(request, told)
    return redirect(one)


@signed_in
@require_POST
def leave(request: SignedInRequest, pk: int, joining: int) -> HttpResponse:
    one = find(request, Call.objects.visible_to(request.user), pk=pk)
    row = find(request, one.joinings.with_frame(), pk=joining)
    need(request, row.may_be_changed_by(request.user), "speaks for the organisation")
    actions.leave(joining=row, by=request.user)
    messages.success(request, _("Ni är inte med längre."))
    return redirect(one)


def key_of(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
