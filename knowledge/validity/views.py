"""Answering whether a lesson holds: signed in, or by the link in a letter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from knowledge.validity import actions, waiting
from knowledge.validity.forms import AnswerForm, GiveForm, asked_again
from knowledge.validity.models import AskedLesson, Asking
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.audience import Audience
from people.paging import page_of
from people.persons.models import Person

PAGE = 25
OPEN_TO_ALL_THERE = (
    Audience.Kind.ORGANISATION,
    Audience.Kind.ORGANISATIONS,
    Audience.Kind.CONNECTED,
    Audience.Kind.EVERYONE,
)


@signed_in
@require_safe
def reviews(request: SignedInRequest) -> HttpResponse:
    """What waits for one's word; and in charge of a unit, what waits there."""
    person = request.user
    mine = list(waiting.for_owner(person)[:PAGE])
    units = page_of(request, waiting.of_units(person), PAGE)
    readable = ArticlePage.objects.readable_among((one.pk for one in units), person)
    context = {
        "mine": [(one, asked_again(one)) for one in mine],
        "page": units,
        "units": [(one, one.pk in readable, asked_again(one)) for one in units],
        "today": timezone.localdate(),
    }
    return render(request, "knowledge/validity/reviews.html", context)


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    article = find(request, ArticlePage.objects.visible_to(request.user), pk=pk)
    return _answered(request, article, request.user, back=request.POST.get("back", ""))


def _answered(
    request: HttpRequest, article: ArticlePage, by: Person, *, back: str = "", link: str = ""
) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Välj ett av svaren."))
    else:
        says, days = form.cleaned_data["says"], form.cleaned_data["days"]
        actions.answer(article=article, by=by, says=says, days=days)
        if says == Validity.OUTDATED:
            messages.success(request, _("Tack. Nu står det att lärdomen är inaktuell."))
        else:
            messages.success(request, _("Tack. Nu står det att lärdomen gäller."))
    if link:
        return redirect("knowledge:review_link", token=link)
    return redirect(article) if back == "lesson" else redirect("knowledge:reviews")


@signed_in
def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the lesson, or give it to somebody in its unit."""
    person = request.user
    article = find(request, waiting.lessons(), pk=pk)
    is_readable = bool(ArticlePage.objects.readable_among([pk], person))
    answers = is_readable and actions.may_answer(article, person)
    is_left = answers or waiting.to_give(person).filter(pk=pk).exists()
    need(request, is_left, "answers for the lesson")
    form = GiveForm(request.POST or None, article=article, person=person)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["owner"]
        try:
            actions.give(article=article, to=to, by=person)
        except ValidationError as refusal:
            form.add_error("owner", refusal)
        else:
            messages.success(request, _("Klart. Nu finns det någon som svarar för lärdomen."))
            return redirect("knowledge:reviews")
    context = {"form": form, "article": article, "is_readable": is_readable}
    status = 422 if form.errors else 200
    return render(request, "knowledge/validity/give.html", context, status=status)


@anyone
@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what the letter asked about. Nothing is changed until a button is pressed."""
    asking = _behind(request, token)
    if asking is None:
        return _expired(request)
    context = {"asking": asking, "token": token, "lessons": _open_lessons(request, asking)}
    return render(request, "knowledge/validity/by_link.html", context)


@anyone
@never_cache
@require_POST
def answer_by_link(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    asking = _behind(request, token)
    if asking is None:
        return _expired(request)
    lessons = {one.article_id: one.article for one, _form in _open_lessons(request, asking)}
    if pk not in lessons:
        messages.info(request, _("Den frågan är redan besvarad."))
        return redirect("knowledge:review_link", token=token)
    return _answered(request, lessons[pk], asking.person, link=token)


def _behind(request: HttpRequest, token: str) -> Asking | None:
    """The letter, unless somebody else is signed in here."""
    asking = Asking.objects.behind(token)
    whose = asking is None or request.user.pk in (None, asking.person_id)
    need(request, whose, "holds the link of a letter")
    return asking


def _open_lessons(request: HttpRequest, asking: Asking) -> list[tuple[AskedLesson, AnswerForm]]:
    """Unanswered since the letter, still the person's to read and answer, and fit to name.

    A link may be read by others than its owner: what only a team or a unit may read is left out
    until one signs in.
    """
    beside = (
        "article__organisation",
        "article__unit",
        "article__audience",
        "article__confirmed_by",
    )
    lines = asking.lessons.select_related(*beside, "article__review_plan")
    theirs = waiting.answered_by(asking.person).filter(review_on=OuterRef("review_on"))
    lines = lines.filter(Exists(theirs.filter(pk=OuterRef("article"))))
    if not request.user.is_authenticated:
        lines = lines.filter(article__audience__kind__in=OPEN_TO_ALL_THERE)
    return [(line, asked_again(line.article)) for line in lines.order_by("review_on", "pk")[:100]]


def _expired(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/validity/expired.html", status=410)
