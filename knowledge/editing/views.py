"""Our own pages in the CMS about topics and about what needs an eye."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.topics import Topic, TopicAlias, alias_key
from knowledge.editing import report
from knowledge.editing import topics as tending
from knowledge.editing.forms import MergeForm, TopicNameForm
from people.access import SignedInRequest, editors_only, find
from people.ordering import by_name
from people.paging import page_of

PAGE = 25
MOST_EXPORTED = 20_000
MOST_ALIASES = 100
LONGEST_QUESTION = 60


@editors_only
@require_safe
def topics(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = Topic.objects.annotate(lessons=Count("marks")).order_by(by_name(), "pk")
    found = found.filter(name__icontains=asked) if asked else found
    context = {"page": page_of(request, found, PAGE), "asked": asked}
    return render(request, "knowledge/editing/topics.html", context)


@editors_only
@require_safe
def topic(request: SignedInRequest, pk: int) -> HttpResponse:
    return topic_page(request, find(request, Topic.objects.all(), pk=pk))


def topic_page(
    request: SignedInRequest, topic: Topic, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "topic": topic,
        "lessons": topic.marks.count(),
        "aliases": topic.aliases.exclude(key=alias_key(topic.name))[:MOST_ALIASES],
        "rename": TopicNameForm(initial={"name": topic.name}, prefix="namn"),
        "alias": TopicNameForm(prefix="alias"),
        "merge": MergeForm(topic=topic, prefix="ihop"),
        **forms,
    }
    return render(request, "knowledge/editing/topic.html", context, status=status)


@editors_only
@require_POST
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    topic = find(request, Topic.objects.all(), pk=pk)
    form = TopicNameForm(request.POST, prefix="namn")
    if form.is_valid():
        try:
            tending.rename(topic=topic, by=request.user, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            messages.success(request, _("Sparat."))
            return redirect("editing_topic", pk=topic.pk)
    return topic_page(request, topic, status=422, rename=form)


@editors_only
@require_POST
def add_alias(request: SignedInRequest, pk: int) -> HttpResponse:
    topic = find(request, Topic.objects.all(), pk=pk)
    form = TopicNameForm(request.POST, prefix="alias")
    if form.is_valid():
        try:
            tending.add_alias(topic=topic, by=request.user, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            messages.success(request, _("Den som skriver det namnet får nu det här ämnet."))
            return redirect("editing_topic", pk=topic.pk)
    return topic_page(request, topic, status=422, alias=form)


@editors_only
@require_POST
def drop_alias(request: SignedInRequest, pk: int, alias: int) -> HttpResponse:
    topic = find(request, Topic.objects.all(), pk=pk)
    known = TopicAlias.objects.filter(topic=topic, pk=alias).first()
    if known:
        tending.drop_alias(alias=known, by=request.user)
        messages.success(request, _("Borttaget."))
    return redirect("editing_topic", pk=topic.pk)


@editors_only
@require_POST
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second click of two lands on the topic that is left."""
    topic = Topic.objects.filter(pk=pk).first()
    if topic is None:
        return redirect("editing_topics")
    form = MergeForm(request.POST, topic=topic, prefix="ihop")
    if not form.is_valid():
        return topic_page(request, topic, status=422, merge=form)
    into = form.cleaned_data["into"]
    try:
        tending.merge(topic=topic, into=into, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("editing_topics")
    messages.success(request, _("Ämnena är ett. Det gamla namnet och adressen leder hit."))
    return redirect("editing_topic", pk=into.pk)


@editors_only
@require_http_methods(["GET", "HEAD"])
def content(request: SignedInRequest, which: str = "utan-ansvarig") -> HttpResponse:
    if which not in report.WHICH:
        raise Http404
    rows = report.lessons(which)
    if request.GET.get("fil") == "csv":
        lines = report.as_csv(rows[:MOST_EXPORTED])
        answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{which}.csv"'
        return answer
    context = {"page": page_of(request, rows, PAGE), "which": which, "all": report.WHICH.items()}
    return render(request, "knowledge/editing/content.html", context)
