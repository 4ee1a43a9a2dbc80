"""Other lessons like the one at hand, looked for when somebody wants to see them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from knowledge.articles.found_already import FROM_WORD, alike
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.views import at
from people.access import anyone, find
from people.persons.models import Viewer


@anyone
@require_safe
def similar(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    seen = ArticlePage.objects.published().visible_to(request.user)
    article = find(request, seen, **at(place, slug))
    found = alike(article.title, request.user, but=article.pk)
    context = {"article": article, "alike": found}
    return render(request, "knowledge/articles/similar.html", context)


def offered(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing is looked for here; a title of a word or two says too little to compare."""
    if not article.live or len(article.title.split()) < FROM_WORD:
        return None
    return {"address": reverse("knowledge:similar", args=[article.place, article.slug])}


def register() -> None:
    register_part(Part("similar", "knowledge/articles/_similar.html", offered, order=60))
