"""A reader says to; those who answer for the lesson answer."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.reports import actions
from knowledge.reports.forms import AnswerForm, ReportForm
from knowledge.reports.models import Report
from people.access import SignedInRequest, find, need, signed_in
from people.paging import page_of
from people.persons.models import Person

PAGE = 25


@signed_in
@require_POST
def report(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """From the lesson's page: one tap opens the reasons, the next says which."""
    article = find(request, ArticlePage.objects.visible_to(request.user), **at(place, slug))
    form = ReportForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "article": article}
        return render(request, "knowledge/reports/report.html", context, status=422)
    actions.report(
        article=article,
        by=request.user,
        reason=form.cleaned_data["reason"],
        line=form.cleaned_data["line"],
    )
    messages.success(request, _("Tack. Den som svarar för lärdomen får veta, och du får ett svar."))
    return redirect(article)


@signed_in
@require_safe
def reports(request: SignedInRequest) -> HttpResponse:
    """What readers have said about lessons that one answers for, by lesson."""
    waiting = Report.objects.to_answer(request.user)
    beside = ("organisation", "unit", "audience", "confirmed_by")
    rows = waiting.select_related("reporter", *(f"article__{one}" for one in beside))
    rows = rows.order_by("article", "answer_by", "pk")
    page = page_of(request, rows, PAGE)
    context = {
        "page": page,
        "lessons": by_lesson(page, request.user),
        "today": timezone.localdate(),
    }
    return render(request, "knowledge/reports/reports.html", context)


def by_lesson(page: "Page[Report]", person: Person) -> list[dict[str, Any]]:
    """A form for each lesson that the person may read; the others are only for them to hand on."""
    readable = readable_on(page, person)
    together = [list(rows) for _pk, rows in groupby(page, key=lambda one: one.article_id)]
    return [
        {
            "article": rows[0].article,
            "reports": rows,
            "is_readable": rows[0].article_id in readable,
            "form": AnswerForm(auto_id=f"lesson-{rows[0].article_id}-%s"),
        }
        for rows in together
    ]


def readable_on(page: "Page[Report]", person: Person) -> set[int]:
    return ArticlePage.objects.readable_among((one.article_id for one in page), person)


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Report.objects.visible_to(request.user).filter(article=pk)
    need(request, seen.exists(), "a report on the lesson concerns the viewer")
    article = find(request, ArticlePage.objects.published().visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "article": article}
        return render(request, "knowledge/reports/answer.html", context, status=422)
    told = actions.answer(
        article=article,
        by=request.user,
        outcome=form.cleaned_data["outcome"],
        text=form.cleaned_data["answer"],
    )
    if told:
        messages.success(request, _("Svaret är skickat."))
    else:
        messages.info(request, _("Det är redan besvarat."))
    return redirect("knowledge:reports")


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What one has said oneself, and the answers."""
    own = Report.objects.filter(reporter=request.user)
    own = own.select_related("article__organisation", "article__confirmed_by")
    page = page_of(request, own.order_by("-created_at", "-pk"), PAGE)
    readable = readable_on(page, request.user)
    context = {"page": page, "reports": [(one, one.article_id in readable) for one in page]}
    return render(request, "knowledge/reports/mine.html", context)
