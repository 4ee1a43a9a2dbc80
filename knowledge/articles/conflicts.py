"""Two texts side by side, when both wanted the same place. Nothing has been overwritten."""

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.forms import DraftForm
from knowledge.articles.models import SECTIONS, ArticlePage
from people.access import SignedInRequest

Side = tuple[str, Any, Any]


def between_windows(request: SignedInRequest, form: DraftForm, stored: Any) -> HttpResponse:
    """The same writer, in another window or on another device."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": _("Utkastet är ändrat i ett annat fönster.")}, status=409)
    cleaned: QueryDict = form.data  # type: ignore[assignment]
    sent = [(name, value) for name in form.fields for value in cleaned.getlist(name)]
    context = {"draft": stored, "sides": sides(form.cleaned_data, stored), "sent": sent}
    return render(request, "knowledge/articles/conflict_draft.html", context, status=409)


def with_published(request: SignedInRequest, draft: Draft, stored: Any) -> HttpResponse:
    """Somebody published a change while this one was being written."""
    mine = {name: getattr(draft, name) for name in ("title", *SECTIONS)}
    context = {"draft": draft, "article": stored, "sides": sides(mine, stored)}
    return render(request, "knowledge/articles/conflict_article.html", context, status=409)


def sides(mine: dict[str, Any], stored: Draft | ArticlePage) -> list[Side]:
    """Label, my text, their text: for each field where they differ."""
    pairs = ((name, mine.get(name, ""), getattr(stored, name)) for name in ("title", *SECTIONS))
    return [(label(name), own, their) for name, own, their in pairs if own != their]


def label(name: str) -> str:
    return str(Draft._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
