"""One's own: what one is about to do, what helps, and whether it did."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.lists import seen_by
from knowledge.articles.numbers import numbers_for
from knowledge.articles.topics import Topic
from knowledge.beginning import actions
from knowledge.beginning.forms import AnswerForm, BeginningForm
from knowledge.beginning.gathering import gathered, who_knows
from knowledge.beginning.models import LONGEST, Beginning
from people.access import SignedInRequest, find, need, signed_in
from people.once import once
from people.paging import page_of

PAGE = 25
NEWEST = 25  # lessons whose writers may be asked


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
@require_safe
def who_to_ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """People who wrote about the topic, tried or can; a topic's page brings it in by itself."""
    need(request, request.user.belonging.connected, "works at a connected employer")
    known = Topic.objects.filter(pk__in=list(numbers_for(request.user).topics))
    topic = find(request, known, slug=slug)
    lessons = list(seen_by(request.user).about(topic).newest().with_frame()[:NEWEST])
    context = {"topic": topic, "people": who_knows(topic.name, lessons, request.user)}
    return render(request, "knowledge/beginning/topic.html", context)


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
