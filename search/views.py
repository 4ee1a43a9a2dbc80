from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from people.access import anyone
from people.paging import page_of
from search import empty, facets
from search.documents import document_named
from search.finding import find
from search.hits import Found, also

PAGE = 20
SUGGESTIONS = 8
LONGEST = 200  # characters that are shown again; more than that nobody types


@anyone
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What the viewer may see that fits; signed out, what is open to all."""
    text, kind = request.GET.get("q", "").strip(), request.GET.get("slag", "")
    document = document_named(kind)
    if kind and document is None:
        raise Http404
    found = find(text, request.user)
    if not kind and (found.near or not found.among):
        empty.note(text, request.user)
    choices = facets.read(request.GET)
    found, shown = facets.narrowed(found, choices, kind)
    page = page_of(request, found.of(kind), PAGE)
    hits = found.hits(list(page.object_list))
    context = {
        "text": text[:LONGEST],
        "found": found,
        "page": page,
        "hits": hits,
        "also": also(hits),
        "chosen": document,
        "kinds": kinds_in(found),
        "facets": shown,
        "drops": [(one.label, without(request, one.facet.name)) for one in shown if one.value],
        "clear": without(request, *choices),
    }
    return render(request, "search/search.html", context)


def without(request: HttpRequest, *names: str) -> str:
    """The address of the same search once these choices are taken back."""
    asked = request.GET.copy()
    for name in (*names, "sida"):
        asked.pop(name, None)
    return f"?{asked.urlencode()}"


@anyone
@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The best hits as options of a list box, while one types."""
    found = find(request.GET.get("q", ""), request.user)
    hits = found.hits(found.among[:SUGGESTIONS])
    return render(request, "search/_suggestions.html", {"hits": hits})


def kinds_in(found: Found) -> list[dict[str, Any]]:
    """The kinds that have hits, most first: name and number for a chip."""
    return [
        {"kind": kind, "name": document.plural or document.label, "count": count}
        for kind, count in found.counts.most_common()
        if (document := document_named(kind))
    ]
