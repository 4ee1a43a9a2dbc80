"""Two lessons side by side, and the one text they become."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.actions import Conflict
from knowledge.articles.asking import Asking
from knowledge.articles.lists import PAGE
from knowledge.articles.models import ArticlePage
from knowledge.articles.settling import CheckForm
from knowledge.shelf import merging
from knowledge.shelf.checking import check
from knowledge.shelf.following import words_stay
from knowledge.shelf.forms import MergeForm
from knowledge.shelf.models import Merge
from knowledge.shelf.views import asked_for, cared_for, either, titled
from people.access import SignedInRequest, find, need, signed_in
from people.once import once
from people.paging import page_of

MOST = 2**63


@signed_in
@require_safe
def choose(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """The other one, among those that one cares for in the same organisation."""
    article, asked = cared_for(request, place, slug), asked_for(request)
    need(request, article.live, "is published")
    own = ArticlePage.objects.published().cared_for_by(request.user)
    others = own.filter(organisation=article.organisation).exclude(pk=article.pk)
    page = page_of(request, titled(others, asked).newest().with_card(), PAGE)
    context = {"article": article, "asked": asked, "lessons": page}
    return render(request, "knowledge/shelf/merge_choose.html", context)


@signed_in
@either
def merge(request: SignedInRequest, place: str, slug: str, other: int) -> HttpResponse:
    """The lesson of the address goes, the other stays."""
    done = request.method == "POST" and already(request, place, slug, other)
    if done:
        return redirect(done)
    goes = cared_for(request, place, slug)
    own = ArticlePage.objects.published().cared_for_by(request.user).with_frame()
    stays = find(request, own.filter(organisation=goes.organisation_id), pk=other)
    need(request, goes.live and goes.pk != stays.pk, "two published lessons")
    form = MergeForm(request.POST or None, goes=goes, stays=stays)
    if request.method != "POST" or not form.is_valid():
        return page(request, form, goes, stays, status=422 if form.errors else 200)
    asking = check(request, form, goes, stays)
    if not asking.is_settled:
        return page(request, form, goes, stays, status=422, check=asking.form)
    return merged(request, form, goes, stays, asking)


def merged(
    request: SignedInRequest,
    form: MergeForm,
    goes: ArticlePage,
    stays: ArticlePage,
    asking: Asking,
) -> HttpResponse:
    choice = form.choice | {"text": asking.text}
    try:
        merging.merge(article=goes, into=stays, by=request.user, **choice)
    except Conflict:
        fresh = MergeForm(goes=goes, stays=stays)
        return page(request, fresh, goes, stays, status=409, sent=form)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, form, goes, stays, status=422)
    asking.note(stays, request.user)
    messages.success(
        request,
        _("Lärdomarna är hopslagna. Den gamla adressen leder hit. Du kan ångra i 30 dagar."),
    )
    return redirect(stays)


def already(request: SignedInRequest, place: str, slug: str, other: int) -> ArticlePage | None:
    """The second click of two."""
    need(request, other < MOST, "a number that the database knows")
    done = Merge.objects.visible_to(request.user).filter(into=other, undone_at=None)
    here = done.filter(article__url_path__endswith=f"/{place}/{slug}/", article__slug=slug)
    found = here.select_related("into").first()
    return found.into if found else None


def page(
    request: SignedInRequest,
    form: MergeForm,
    goes: ArticlePage,
    stays: ArticlePage,
    *,
    status: int,
    sent: MergeForm | None = None,
    check: CheckForm | None = None,
) -> HttpResponse:
    """`sent` is what was written on top of an older text of one of the two; `check` what in the
    text may point at somebody."""
    context = {"form": form, "goes": goes, "stays": stays, "sent": sent, "check": check}
    context["words_stay"] = words_stay(goes, stays)
    return render(request, "knowledge/shelf/merge.html", context, status=status)


@signed_in
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    merge = find(request, Merge.objects.visible_to(request.user), pk=pk)

    def act() -> str:
        try:
            restored = merging.undo(merge=merge, by=request.user)
        except merging.TooLate:
            messages.info(request, _("Det går inte att ångra längre."))
            return merge.into.get_absolute_url()
        if restored:
            messages.success(request, _("Nu är det två lärdomar igen, som före hopslagningen."))
        else:
            messages.success(
                request,
                _("Nu är det två lärdomar igen. Den hopslagna texten har ändrats och är kvar."),
            )
        return merge.into.get_absolute_url()

    return once(request, act)
