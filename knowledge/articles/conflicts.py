"""Two texts side by side, when both wanted the same place. Nothing has been overwritten."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.forms import DraftForm
from knowledge.articles.holding import held
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.receipts import receipt, taken_out, version_in, wants_json
from knowledge.articles.topics import split
from people.access import SignedInRequest

Side = tuple[str, Any, Any]


def between_windows(request: SignedInRequest, form: DraftForm, stored: Any) -> HttpResponse:
    """The same writer, in another window or on another device."""
    if wants_json(request):
        return JsonResponse({"message": _("Utkastet är ändrat i ett annat fönster.")}, status=409)
    cleaned: QueryDict = form.data  # type: ignore[assignment]
    sent = [(name, value) for name in form.fields for value in cleaned.getlist(name)]
    context = {"draft": stored, "sides": sides(form.cleaned_data, stored), "sent": sent}
    context["held"] = held(stored)
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
    """What was sent says something else; who sends nothing presses a button once more."""
    own = [name for name in ("title", *SECTIONS) if name in form.data]
    if any(form.cleaned_data[name] != getattr(article, name) for name in own):
        return True
    there = beside(article)
    return any(set(sent(form, name)) != there[name] for name in there if name in form.data)


def beside(article: ArticlePage) -> dict[str, set[Any]]:
    """What a lesson has besides its text."""
    return {
        "topics": {topic.name.casefold() for topic in article.topic_list},
        "goals": set(article.goal_keys),
        "skills": set(article.skills.values_list("pk", flat=True)),
        "related": set(article.related.values_list("pk", flat=True)),
    }


def sent(form: DraftForm, name: str) -> Iterable[Any]:
    value = form.cleaned_data[name]
    return (one.casefold() for one in split(value)) if name == "topics" else value


def sides(mine: dict[str, Any], stored: Draft | ArticlePage) -> list[Side]:
    """Label, my text, their text: for each field where they differ."""
    pairs = ((name, mine.get(name, ""), getattr(stored, name)) for name in ("title", *SECTIONS))
    return [(label(name), own, their) for name, own, their in pairs if own != their]


def label(name: str) -> str:
    return str(Draft._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
