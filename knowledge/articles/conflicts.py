"""Two texts side by side, when both wanted the same place. Nothing has been overwritten."""

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.forms import DraftForm
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.receipts import receipt, taken_out, version_in, wants_json
from people.access import SignedInRequest

Side = tuple[str, Any, Any]


def between_windows(request: SignedInRequest, form: DraftForm, stored: Any) -> HttpResponse:
    """The same writer, in another window or on another device."""
    if wants_json(request):
        return JsonResponse({"message": _("Utkastet är ändrat i ett annat fönster.")}, status=409)
    cleaned: QueryDict = form.data  # type: ignore[assignment]
    sent = [(name, value) for name in form.fields for value in cleaned.getlist(name)]
    context = {"draft": stored, "sides": sides(form.cleaned_data, stored), "sent": sent}
    return render(request, "knowledge/articles/conflict_draft.html", context, status=409)


def with_published(request: SignedInRequest, draft: Draft, stored: Any) -> HttpResponse:
    """Somebody published a change while this one was being written."""
    mine = {name: getattr(draft, name) for name in ("title", *SECTIONS)}
    context = {"draft": draft, "article": stored, "sides": sides(mine, stored)}
    context["own"] = stored.latest_revision.user_id == request.user.pk
    return render(request, "knowledge/articles/conflict_article.html", context, status=409)


def after_publishing(
    request: SignedInRequest, form: DraftForm, article: ArticlePage
) -> HttpResponse:
    """Another window has published this draft; a text that says something else is kept."""
    if not differs(form, article):
        return nothing_new(request, article)
    try:
        draft = actions.start_second(article=article, by=request.user)
        draft = actions.save_draft(draft=draft, by=request.user, version=1, **form.written)
    except actions.AlreadyPublished as done:
        return after_publishing(request, form, done.article)
    except actions.Conflict as conflict:
        return between_windows(request, form, conflict.stored)
    if wants_json(request):
        said = _("Lärdomen är redan publicerad. Det du skriver här sparas som ett nytt utkast.")
        return JsonResponse(receipt(draft) | {"saved": said} | taken_out(form))
    return with_published(request, draft, article)


def nothing_new(request: SignedInRequest, article: ArticlePage) -> HttpResponse:
    """The second click; a page that saves by itself goes on where it is."""
    if not wants_json(request):
        return redirect(article)
    said = {"saved": _("Lärdomen är publicerad."), "url": request.path}
    return JsonResponse(said | {"version": version_in(request)})


def differs(form: DraftForm, article: ArticlePage) -> bool:
    """What was sent is another text; who sends none presses a button once more."""
    sent = [name for name in ("title", *SECTIONS) if name in form.data]
    return any(form.cleaned_data[name] != getattr(article, name) for name in sent)


def sides(mine: dict[str, Any], stored: Draft | ArticlePage) -> list[Side]:
    """Label, my text, their text: for each field where they differ."""
    pairs = ((name, mine.get(name, ""), getattr(stored, name)) for name in ("title", *SECTIONS))
    return [(label(name), own, their) for name, own, their in pairs if own != their]


def label(name: str) -> str:
    return str(Draft._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
