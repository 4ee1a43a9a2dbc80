"""One's own shelf, and what one does with a lesson of one's own."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.drafts import Draft
from knowledge.articles.lists import PAGE, seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.views import at
from knowledge.shelf import actions
from knowledge.shelf.forms import RetractForm
from knowledge.shelf.models import CoauthorInvitation, Merge
from people.access import SignedInRequest, find, signed_in
from people.once import once
from people.paging import page_of
from people.persons.models import Person

FEW = 5
MOST_FOUND = 8
either = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    person, asked = request.user, asked_for(request)
    own = ArticlePage.objects.visible_to(person).written_by(person).filter(merged_into=None)
    saved = saved_by(person)
    merges = Merge.objects.visible_to(person).open_to_regret()
    context = {
        "asked": asked,
        "invitations": CoauthorInvitation.objects.to(person)[:PAGE],
        "drafts": titled(Draft.objects.of(person).select_related("article"), asked)[:50],
        "saved": list(titled(saved, asked)[: FEW + 1]),
        "lessons": page_of(request, titled(own, asked).newest().with_card(), PAGE),
        "merges": merges.select_related("article", "into")[:FEW],
    }
    return render(request, "knowledge/shelf/mine.html", context)


@signed_in
@require_safe
def saved(request: SignedInRequest) -> HttpResponse:
    asked = asked_for(request)
    context = {
        "asked": asked,
        "lessons": page_of(request, titled(saved_by(request.user), asked).with_card(), PAGE),
    }
    return render(request, "knowledge/shelf/saved.html", context)


def asked_for(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:100]


def saved_by(person: Person) -> ArticleQuerySet:
    """The last saved first; what is gone or closed to the person is not there."""
    found: ArticleQuerySet = seen_by(person).filter(saved_by__person=person)
    return found.order_by("-saved_by__saved_at", "-pk")


def titled(rows: Any, asked: str) -> Any:
    """Those whose title has every word asked for."""
    for word in asked.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(title__icontains=word.capitalize()))
    return rows


@signed_in
@require_POST
def save(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """`saved` says what one wants, so that a second click changes nothing."""
    article = find(request, ArticlePage.objects.visible_to(request.user), **at(place, slug))
    wanted = request.POST.get("saved") == "1"
    (actions.save if wanted else actions.unsave)(article=article, by=request.user)
    if getattr(request, "htmx", False):
        context = {"article": article, "is_saved": wanted}
        return render(request, "knowledge/shelf/_save.html", context)
    said = _("Lärdomen är sparad bland dina.") if wanted else _("Lärdomen är inte sparad längre.")
    messages.success(request, said)
    return redirect(article)


def cared_for(request: SignedInRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.visible_to(request.user).cared_for_by(request.user)
    return find(request, seen.filter(merged_into=None).with_frame(), **at(place, slug))


@signed_in
@either
def retract(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = cared_for(request, place, slug)
    form = RetractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        actions.retract(article=article, by=request.user, because=because)
        messages.success(request, _("Lärdomen är tillbakadragen. Ni som skrev den ser den än."))
        return redirect(article)
    context = {"article": article, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/shelf/retract.html", context, status=status)


@signed_in
@require_POST
def put_back(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = cared_for(request, place, slug)
    actions.put_back(article=article, by=request.user)
    messages.success(request, _("Lärdomen går att läsa igen."))
    return redirect(article)


@signed_in
@require_safe
def coauthors(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = cared_for(request, place, slug)
    asked = request.GET.get("namn", "").strip()[:100]
    waiting = CoauthorInvitation.objects.filter(article=article).select_related("person")
    context = {
        "article": article,
        "asked": asked,
        "found": colleagues(request.user, article, asked)[:MOST_FOUND] if asked else None,
        "waiting": waiting,
    }
    return render(request, "knowledge/shelf/coauthors.html", context)


def colleagues(person: Person, article: ArticlePage, asked: str) -> Any:
    """Those who work where the lesson was written and do not write on it, by name or mail."""
    found = Person.objects.visible_to(person).employed_at(article.organisation).named(asked)
    waiting = CoauthorInvitation.objects.filter(article=article).values("person")
    inside = [article.author_id or 0, *(one.pk for one in article.coauthors.all())]
    return found.exclude(pk__in=inside).exclude(pk__in=waiting)


@signed_in
@require_POST
def invite(request: SignedInRequest, place: str, slug: str, pk: int) -> HttpResponse:
    article = cared_for(request, place, slug)
    near = Person.objects.visible_to(request.user).employed_at(article.organisation)
    person = find(request, near, pk=pk)

    def act() -> str:
        if actions.invite(article=article, person=person, by=request.user):
            messages.success(request, _("Inbjudan är skickad."))
        else:
            messages.info(
                request, _("Hen är redan med eller tillfrågad, eller så är ni för många.")
            )
        return f"{article.get_absolute_url()}medforfattare/"

    return once(request, act)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, place: str, slug: str, pk: int) -> HttpResponse:
    article = cared_for(request, place, slug)
    invitation = CoauthorInvitation.objects.filter(article=article, pk=pk).first()
    if invitation is not None:
        actions.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("Inbjudan är tillbakatagen."))
    return redirect("knowledge:coauthors", place, slug)


@signed_in
@require_POST
def leave(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = find(request, ArticlePage.objects.visible_to(request.user), **at(place, slug))
    actions.leave(article=article, by=request.user)
    messages.success(request, _("Du står inte längre som medförfattare."))
    return redirect("knowledge:mine")


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """An invitation that is answered already, or taken back, is gone."""
    asked = CoauthorInvitation.objects.to(request.user)
    invitation = find(request, asked, pk=pk)
    yes = request.POST.get("answer") == "yes"
    if actions.answer(invitation=invitation, by=request.user, yes=yes):
        messages.success(request, _("Nu skriver ni tillsammans."))
        return redirect(invitation.article)
    if yes:
        gone = _("Du arbetar inte kvar där lärdomen skrevs, så du kan inte skriva med på den.")
        messages.warning(request, gone)
    else:
        messages.success(request, _("Du har tackat nej."))
    return redirect("knowledge:mine")
