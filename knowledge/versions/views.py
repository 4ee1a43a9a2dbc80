from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.versions.published import differences, published, told
from people.access import anyone, find
from people.paging import page_of
from people.typed import number_in

PAGE = 25


def _lesson(request: HttpRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.visible_to(request.user)
    return find(request, seen.select_related("organisation"), **at(place, slug))


@anyone
@require_safe
def versions(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    article = _lesson(request, place, slug)
    rows = published(article, request.user)
    page = page_of(request, rows, PAGE)
    older = list(rows[page.end_index() : page.end_index() + 1])
    shown = told([*page, *older])[: len(page)]
    context = {"article": article, "page": page, "versions": shown, "older": older}
    return render(request, "knowledge/versions/versions.html", context)


@anyone
@require_safe
def compared(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """`?fran=` and `?till=` are versions; the older is always shown as the one before."""
    article = _lesson(request, place, slug)
    known = published(article, request.user)
    before, after = (_version(request, known, name) for name in ("fran", "till"))
    if (after.created_at, after.pk) < (before.created_at, before.pk):
        before, after = after, before
    changed, same = differences(before, after)
    context = {
        "article": article,
        "before": before,
        "after": after,
        "changed": changed,
        "same": same,
        "note": after.content.get("change_note") or "",
    }
    return render(request, "knowledge/versions/compared.html", context)


def _version(request: HttpRequest, known: QuerySet[Revision], name: str) -> Revision:
    asked = number_in(request.GET.get(name, ""), digits=18)
    if asked is None:
        raise Http404
    return find(request, known, pk=asked)
