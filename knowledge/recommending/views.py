from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.recommending import actions
from knowledge.recommending.forms import DecisionForm
from knowledge.recommending.models import ReviewState, to_review
from people.access import SignedInRequest, find, signed_in
from people.paging import page_of
from people.persons.models import Person

PAGE = 25


def _lesson(request: SignedInRequest, place: str, slug: str) -> ArticlePage:
    return find(request, ArticlePage.objects.visible_to(request.user), **at(place, slug))


@signed_in
@require_POST
def ask(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = _lesson(request, place, slug)
    actions.ask(article=article, by=request.user)
    messages.success(request, _("Redaktörerna har fått frågan. De svarar inom tre arbetsdagar."))
    return redirect(article)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = _lesson(request, place, slug)
    actions.withdraw(article=article, by=request.user)
    messages.success(request, _("Frågan är återtagen. Lärdomen är kvar som den är."))
    return redirect(article)


@signed_in
@require_POST
def decide(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """From the lesson's own page."""
    article = _lesson(request, place, slug)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _again(request, article, form, 422)
    if not ReviewState.waiting().filter(lesson=article.pk).exists():
        messages.info(request, _("Granskningen är redan klar."))
        return redirect(article)
    approves = form.cleaned_data["says"] == "approve"
    try:
        actions.decide(
            article=article,
            by=request.user,
            approves=approves,
            revision=form.cleaned_data["revision"],
            comment=form.cleaned_data["comment"],
        )
    except actions.Newer:
        messages.error(request, _("Texten har ändrats sedan du läste den. Läs den igen."))
        return redirect(article)
    if approves:
        messages.success(request, _("Nu står det att lärdomen är rekommenderad."))
    else:
        messages.success(request, _("Den som skrev har fått dina ord."))
    return redirect(article)


def _again(
    request: SignedInRequest, article: ArticlePage, form: DecisionForm, status: int
) -> HttpResponse:
    context = {"form": form, "article": article}
    return render(request, "knowledge/recommending/decide.html", context, status=status)


@signed_in
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """What waits for one's review, the oldest first."""
    person: Person = request.user
    lessons = to_review(person).with_card().order_by("pk")
    page = page_of(request, lessons, PAGE)
    states = {
        one.lesson: one
        for one in ReviewState.waiting().filter(lesson__in=[lesson.pk for lesson in page])
    }
    context = {"page": page, "lessons": [(one, states.get(one.pk)) for one in page]}
    return render(request, "knowledge/recommending/waiting.html", context)
