"""Who has tried a lesson, telling about one's own trial, and answering when asked again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.trials import actions
from knowledge.trials.forms import AnswerForm, TrialForm
from knowledge.trials.glance import reports_in, rows, said
from knowledge.trials.models import Trial
from knowledge.trials.picture import MOST_DOTS
from knowledge.trials.placing import picture
from knowledge.trials.states import Answer, Status
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.organisations.models import Organisation, Unit
from people.paging import page_of
from people.typed import number_in

PAGE = 25


@anyone
@require_safe
def trials(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """All reports about a lesson: a picture, and a table that says the same."""
    article = lesson(request, place, slug)
    told = Trial.objects.shown_to(request.user).filter(article=article)
    ordered = told.in_order().select_related("organisation", "unit")
    page = page_of(request, ordered, PAGE)
    context = {
        "article": article,
        "page": page,
        **said(reports_in(rows(article, request.user)), article, request.user),
        "picture": picture(article, ordered) if page.paginator.count else None,
        "most": MOST_DOTS,
        "may_report": actions.may_report(article, request.user),
    }
    return render(request, "knowledge/trials/trials.html", context)


@anyone
@require_safe
def trial(request: HttpRequest, place: str, slug: str, pk: int) -> HttpResponse:
    seen = Trial.objects.visible_to(request.user).with_frame()
    one = find(request, seen.filter(**beside(place, slug)), pk=pk)
    context = {
        "trial": one,
        "article": one.article,
        "versions": one.versions.shown_to(request.user)[1:PAGE],
        "may_change": one.may_be_changed_by(request.user),
    }
    return render(request, "knowledge/trials/trial.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """Tell how it goes at one's employer; `?hos=` chooses between two employers."""
    article = lesson(request, place, slug)
    units = actions.units_for(article, request.user)
    need(request, bool(units), "works somewhere that can try the lesson")
    organisation = employer(request, article, units)
    own = {pk: unit for pk, unit in units.items() if unit.organisation_id == organisation.pk}
    stored = Trial.objects.filter(article=article, organisation=organisation)
    known = stored.select_related("article", "unit", "contact").first()
    if known and not known.withdrawn_at and not known.may_be_changed_by(request.user):
        need(request, request.method != "POST", "speaks for the organisation")
        messages.info(request, _("Din organisation har redan berättat. Här är rapporten."))
        return redirect(known)
    form = trial_form(request, known, own)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            unit = form.cleaned_data.pop("unit", None) or unit_of(known, own)
            try:
                saved = actions.report(
                    article=article,
                    by=request.user,
                    unit=unit,
                    version=version(request),
                    **form.cleaned_data,
                )
            except actions.Conflict as conflict:
                known = conflict.stored
                form.add_error(None, _("En kollega hann före. Jämför med det som står nu."))
            else:
                messages.success(request, _("Tack. Nu kan andra läsa hur det går hos er."))
                return redirect(saved)
        status = 422
    context = {
        "article": article,
        "form": form,
        "known": known if known and not known.withdrawn_at else None,
        "is_behind": status == 422 and known is not None and known.version != version(request),
        "version": known.version if known else 0,
        "organisation": organisation,
        "others": [one for one in employers(units) if one != organisation],
    }
    return render(request, "knowledge/trials/report.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, place: str, slug: str, pk: int) -> HttpResponse:
    """The short question: is it still there?"""
    article = lesson(request, place, slug)
    here = Trial.objects.shown_to(request.user).filter(article=article).with_frame()
    known = find(request, here, pk=pk)
    need(request, known.may_be_changed_by(request.user), "speaks for the organisation")
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.answer(
                    trial=known, by=request.user, version=version(request), **form.cleaned_data
                )
            except actions.Conflict:
                form.add_error(
                    None, _("Rapporten är ändrad sedan du öppnade sidan. Läs den först.")
                )
            else:
                messages.success(request, thanks(form.cleaned_data["answer"]))
                return redirect(known)
        status = 422
    if known.status != Status.ADOPTED:
        return redirect(known.report_url)
    context = {"article": article, "trial": known, "form": form}
    return render(request, "knowledge/trials/answer.html", context, status=status)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, place: str, slug: str, pk: int) -> HttpResponse:
    seen = Trial.objects.filter(ArticlePage.objects.visible_to(request.user).about_which())
    known = find(request, seen.filter(**beside(place, slug)).select_related("unit"), pk=pk)
    need(request, known.may_be_changed_by(request.user), "speaks for the organisation")
    actions.withdraw(trial=known, by=request.user)
    messages.success(request, _("Rapporten är borttagen. Ingen ser den längre."))
    return redirect("knowledge:trials", place, slug)


def lesson(request: HttpRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.published().visible_to(request.user)
    return find(
        request,
        seen.select_related("organisation", "author", "owner", "confirmed_by"),
        **at(place, slug),
    )


def beside(place: str, slug: str) -> dict[str, str]:
    return {f"article__{name}": value for name, value in at(place, slug).items()}


def version(request: HttpRequest) -> int:
    sent = number_in(request.POST.get("version", ""))
    return -1 if sent is None else sent


def employers(units: dict[int, Unit]) -> list[Organisation]:
    return list({unit.organisation_id: unit.organisation for unit in units.values()}.values())


def employer(request: HttpRequest, article: ArticlePage, units: dict[int, Unit]) -> Organisation:
    """The one that `?hos=` names; else the one that has told, of several; else the first."""
    known, wanted = employers(units), request.GET.get("hos", "")
    if wanted:
        known = [one for one in known if one.slug == wanted]
    need(request, bool(known), "works at the organisation")
    told: set[int] = set()
    if len(known) > 1:
        living = Trial.objects.living().filter(article=article, organisation__in=known)
        told = set(living.values_list("organisation", flat=True))
    return next((one for one in known if one.pk in told), known[0])


def trial_form(request: SignedInRequest, known: Trial | None, units: dict[int, Unit]) -> TrialForm:
    fresh = Trial(contact=request.user, status=Status.TRYING)
    instance = known if known and not known.withdrawn_at else fresh
    return TrialForm(request.POST or None, instance=instance, person=request.user, units=units)


def unit_of(known: Trial | None, own: dict[int, Unit]) -> Unit:
    """Where it was told from before, else the own unit."""
    if known and known.unit and not known.withdrawn_at:
        return known.unit
    return next(iter(own.values()))


def thanks(answer: str) -> str:
    if answer == Answer.ENDED:
        return _("Tack. Att ni slutade är lika bra att veta.")
    return _("Tack. Nu vet andra att det är kvar.")
