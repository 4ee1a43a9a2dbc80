"""One's own: what one is about to do, what helps, and whether it did."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.beginning import actions
from knowledge.beginning.forms import AnswerForm, BeginningForm
from knowledge.beginning.gathering import gathered
from knowledge.beginning.models import LONGEST, Beginning
from people.access import SignedInRequest, find, signed_in
from people.once import once
from people.paging import page_of

PAGE = 25


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: SignedInRequest) -> HttpResponse:
    """Say what one is about to do; below it, what one has said before."""
    form = BeginningForm(
        request.POST or None, initial={"text": request.GET.get("vad", "")[:LONGEST]}
    )
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        return once(request, lambda: actions.begin(by=request.user, text=text).get_absolute_url())
    own = Beginning.objects.visible_to(request.user).newest()
    context = {"form": form, "page": page_of(request, own, PAGE)}
    status = 422 if form.errors else 200
    return render(request, "knowledge/beginning/before.html", context, status=status)


@signed_in
@require_safe
def beginning(request: SignedInRequest, pk: int) -> HttpResponse:
    return page(request, own(request, pk))


def own(request: SignedInRequest, pk: int) -> Beginning:
    return find(request, Beginning.objects.visible_to(request.user), pk=pk)


def page(request: SignedInRequest, one: Beginning, form: AnswerForm | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "beginning": one,
        "helps": gathered(one.text, request.user),
        "form": form or (AnswerForm() if one.is_asked else None),
    }
    status = 422 if form else 200
    return render(request, "knowledge/beginning/beginning.html", context, status=status)


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    one = own(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, one, form)
    actions.answer(beginning=one, by=request.user, **form.said)
    messages.success(request, _("Tack. Svaret är sparat, och bara du ser det i Utbyte."))
    return redirect(one)


@signed_in
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.forget(beginning=own(request, pk), by=request.user)
    messages.success(request, _("Det är borta."))
    return redirect("knowledge:before")
