"""Answering in one of five ways, and what happens to an answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.articles.models import ArticlePage
from knowledge.challenges import replies
from knowledge.challenges.answer_form import AnswerForm
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.states import NotNow, Way
from knowledge.challenges.views import form_page
from people.access import SignedInRequest, find, need, signed_in
from people.forms import does
from people.once import once
from people.typed import number_in
from search.finding import find as search

SHOWN = 8
LONGEST_QUESTION = 200
either = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@either
def answer(request: SignedInRequest, pk: int, way: str) -> HttpResponse:
    seen = Challenge.objects.visible_to(request.user).select_related("audience", "organisation")
    challenge = find(request, seen, pk=pk)
    chosen = way_named(way)
    if not challenge.is_open:
        messages.info(request, _("Efterlysningen är avslutad och tar inte emot fler svar."))
        return redirect(challenge)
    need(request, challenge.takes_answers_from(request.user), "somebody else, who is connected")
    asked, found = lessons_for(request, challenge, chosen)
    form = AnswerForm(
        request.POST or None, way=chosen, person=request.user, challenge=challenge, found=found
    )
    if request.method == "POST" and form.is_valid():
        done = does(form, lambda: answered(request, challenge, form))
        if done:
            return done
    context = {"challenge": challenge, "way": chosen, "ways": Way, "asked": asked, "found": found}
    return form_page(request, "knowledge/challenges/answer.html", form, **context)


def answered(request: SignedInRequest, challenge: Challenge, form: AnswerForm) -> HttpResponse:
    def act() -> str:
        made = replies.answer(challenge=challenge, by=request.user, **form.written)
        return f"{challenge.get_absolute_url()}#{made.anchor}"

    try:
        done = once(request, act)
    except NotNow:
        messages.info(request, _("Efterlysningen är avslutad och tar inte emot fler svar."))
        return redirect(challenge)
    named = form.cleaned_data.get("who")
    if named and named.pk != request.user.pk:
        messages.success(request, _("Personen har fått frågan. Svaret syns om det blir ett ja."))
    else:
        messages.success(request, _("Tack. Ditt svar är på plats."))
    return done


def way_named(way: str) -> Way:
    """Http404 for a way that does not exist."""
    if way not in Way.values:
        raise Http404
    return Way(way)


def lessons_for(
    request: SignedInRequest, challenge: Challenge, way: Way
) -> tuple[str, list[ArticlePage]]:
    """What was searched for, at first the question itself, and the lessons that fit it best."""
    if way not in (Way.LESSON, Way.TRIAL):
        return "", []
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION] or challenge.title
    found = search(asked, request.user)
    hits = found.hits(found.of("article")[:SHOWN])
    chosen = [hit.object for hit in hits]
    sent = number_in(request.POST.get("article", ""))
    if sent is not None and sent not in {one.pk for one in chosen}:
        chosen += list(_seen(request).filter(pk=sent).select_related("organisation"))
    return asked, chosen


def _seen(request: SignedInRequest) -> Any:
    return ArticlePage.objects.published().visible_to(request.user)


@signed_in
@require_POST
def said(request: SignedInRequest, pk: int, answer: int) -> HttpResponse:
    """Whoever is named says yes or no."""
    found = own_answer(request, pk, answer)
    need(request, found.person_id == request.user.pk, "the person who is named")
    yes = request.POST.get("answer") == "yes"
    try:
        replies.answer_for_oneself(answer=found, by=request.user, yes=yes)
    except NotNow:
        messages.info(request, _("Det var redan besvarat."))
    else:
        thanks = _("Tack. Nu syns du bland svaren.") if yes else _("Då syns du inte bland svaren.")
        messages.success(request, thanks)
    return redirect(found.challenge)


@signed_in
@require_POST
def helped(request: SignedInRequest, pk: int, answer: int) -> HttpResponse:
    found = own_answer(request, pk, answer)
    need(request, found.challenge.is_tended_by(request.user), "asker or editor")
    need(request, not found.waits and not found.is_declined, "an answer that is shown")
    yes = request.POST.get("helped") == "yes"
    replies.mark_helped(answer=found, by=request.user, helped=yes)
    messages.success(request, _("Tack. Den som svarade får veta.") if yes else _("Ändrat."))
    return redirect(f"{found.challenge.get_absolute_url()}#{found.anchor}")


@signed_in
@require_POST
def take_back(request: SignedInRequest, pk: int, answer: int) -> HttpResponse:
    """The second click of two finds nothing left to do."""
    challenge = find(request, Challenge.objects.visible_to(request.user), pk=pk)
    rows = ChallengeAnswer.objects.visible_to(request.user).filter(challenge=challenge)
    mine = rows.filter(pk=answer).first() if answer < 2**63 else None
    if mine:
        need(request, mine.by_id == request.user.pk, "whoever answered")
        replies.take_back(answer=mine, by=request.user)
    messages.success(request, _("Ditt svar är borttaget."))
    return redirect(challenge)


def own_answer(request: SignedInRequest, pk: int, answer: int) -> ChallengeAnswer:
    rows = ChallengeAnswer.objects.visible_to(request.user).select_related("challenge")
    return find(request, rows, pk=answer, challenge=pk)
