"""Writing: from the empty form to the published lesson."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles import actions, checking, conflicts, helping
from knowledge.articles.actions import AlreadyPublished, Conflict
from knowledge.articles.checking import REMOVE, STAY
from knowledge.articles.drafts import Draft
from knowledge.articles.forms import DraftForm, PublishForm
from knowledge.articles.found_already import alike
from knowledge.articles.holding import held
from knowledge.articles.models import ArticlePage
from knowledge.articles.readers import default_for
from knowledge.articles.receipts import receipt, sent_key, taken_out, version_in, wants_json
from knowledge.articles.settling import CheckForm, settle
from people.access import SignedInRequest, find, need, signed_in

either = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@either
def write(request: SignedInRequest) -> HttpResponse:
    person = request.user
    need(request, person.belonging.connected, "works at a connected organisation")
    readers = default_for(person, request.GET.get("lasare", ""))
    blank = Draft(author=person, language=person.language, audience=readers)
    form = DraftForm(
        request.POST or None, instance=blank, person=person, typing=wants_json(request)
    )
    if request.method != "POST":
        return form_page(request, form, key=uuid.uuid4())
    if not form.is_valid():
        return refused(request, form, key=sent_key(request))
    return begun(request, form)


def begun(request: SignedInRequest, form: DraftForm) -> HttpResponse:
    """The first saving; the key makes it one draft however often it is sent."""
    try:
        draft = actions.start_draft(by=request.user, key=sent_key(request))
    except AlreadyPublished as done:
        return conflicts.after_publishing(request, form, done.article)
    return saved(request, form, draft, version=1)


@signed_in
@either
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    done = request.method == "POST" and actions.published_from(request.user, draft=pk)
    if done:
        return late(request, done)
    draft = find(request, Draft.objects.of(request.user).select_related("article__audience"), pk=pk)
    form = DraftForm(
        request.POST or None, instance=draft, person=request.user, typing=wants_json(request)
    )
    if request.method != "POST":
        return form_page(request, form)
    if not form.is_valid():
        return refused(request, form, based_on=version_in(request))
    return saved(request, form, draft, version=version_in(request))


def late(request: SignedInRequest, article: ArticlePage) -> HttpResponse:
    """What is sent from a window whose draft is the `article` by now."""
    second = Draft(author=request.user, article=article, language=article.language)
    form = DraftForm(request.POST, instance=second, person=request.user)
    if not form.is_valid():
        return refused(request, form, key=uuid.uuid4())
    return conflicts.after_publishing(request, form, article)


def saved(request: SignedInRequest, form: DraftForm, draft: Draft, *, version: int) -> HttpResponse:
    """Save, then do what the pressed button says."""
    try:
        draft = actions.save_draft(draft=draft, by=request.user, version=version, **form.written)
    except Conflict as conflict:
        return conflicts.between_windows(request, form, conflict.stored)
    if wants_json(request):
        return JsonResponse(receipt(draft) | taken_out(form))
    if request.POST.get("action") == "publish":
        return published(request, draft)
    if request.POST.get("action") == "preview":
        return redirect("knowledge:preview", pk=draft.pk)
    messages.success(request, _("Utkastet är sparat."))
    return redirect("knowledge:draft", pk=draft.pk)


def published(request: SignedInRequest, draft: Draft) -> HttpResponse:
    if said := held(draft):
        messages.info(request, said)
        return redirect("knowledge:draft", pk=draft.pk)
    asked = PublishForm(instance=draft, person=request.user).fields
    fields = model_to_dict(draft, list(asked))
    form = PublishForm(fields, instance=draft, person=request.user)
    if not form.is_valid():
        return refused(request, form)
    if checking.questions(draft, request.user):
        return redirect("knowledge:check", pk=draft.pk)
    try:
        article = actions.publish(draft=draft, by=request.user)
    except AlreadyPublished as done:
        return redirect(done.article)
    except Conflict as conflict:
        return conflicts.with_published(request, draft, conflict.stored)
    messages.success(request, _("Lärdomen är publicerad."))
    return redirect(article)


@signed_in
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    done = actions.published_from(request.user, draft=pk)
    if done:
        return redirect(done)
    return published(request, find(request, Draft.objects.of(request.user), pk=pk))


@signed_in
@either
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """The step between form and publishing, for a text that may point at somebody."""
    done = actions.published_from(request.user, draft=pk)
    if done:
        return redirect(done)
    mine = Draft.objects.of(request.user).select_related("article__audience")
    draft = find(request, mine, pk=pk)
    asked = checking.questions(draft, request.user)
    form = CheckForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        stay, remove = form.chosen(STAY), form.chosen(REMOVE)
        settled = settle(draft=draft, by=request.user, stay=stay, remove=remove)
        return published(request, settled)
    if not asked:
        return redirect("knowledge:preview", pk=pk)
    context = {"draft": draft, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/articles/check.html", context, status=status)


@signed_in
@require_safe
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = find(request, Draft.objects.of(request.user).select_related("article"), pk=pk)
    context = {"draft": draft, **help_beside(request, draft)}
    return render(request, "knowledge/articles/preview.html", context)


@signed_in
@require_POST
def rebase(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = find(request, Draft.objects.of(request.user), pk=pk)
    actions.rebase(draft=draft, by=request.user, seen=version_in(request))
    messages.success(request, _("Din text ersätter det som är publicerat när du publicerar den."))
    return redirect("knowledge:preview", pk=draft.pk)


@signed_in
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    if not actions.discarded(request.user, pk):
        draft = find(request, Draft.objects.of(request.user), pk=pk)
        actions.discard(draft=draft, by=request.user)
        messages.success(request, _("Utkastet är kastat."))
    return redirect("knowledge:mine")


def form_page(
    request: SignedInRequest,
    form: DraftForm,
    *,
    key: uuid.UUID | None = None,
    based_on: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """`based_on` is the version that the text in the form was written on top of."""
    draft = form.instance
    others = Draft.objects.of(request.user).exclude(pk=draft.pk) if key else Draft.objects.none()
    context = {"form": form, "draft": draft, "key": key, "others": others[:5]}
    context |= help_beside(request, draft)
    context["based_on"] = draft.version if based_on is None else based_on
    return render(request, "knowledge/articles/write.html", context, status=status)


def help_beside(request: SignedInRequest, draft: Draft) -> dict[str, Any]:
    """What the form shows from the start, and without JavaScript."""
    found = alike(draft.title, request.user, but=draft.article_id)
    plain = helping.help_with(draft, request.user)
    return {"alike": found, "plain": plain, "held": held(draft)}


def refused(
    request: SignedInRequest,
    form: DraftForm,
    *,
    key: uuid.UUID | None = None,
    based_on: int | None = None,
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    return form_page(request, form, key=key, based_on=based_on, status=422)
