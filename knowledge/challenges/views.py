"""The list of challenges, one's page, and what its asker does."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.actions import AlreadyPublished
from knowledge.articles.readers import default_for
from knowledge.challenges import actions
from knowledge.challenges.answer_form import AnswerForm
from knowledge.challenges.answers import answers_to
from knowledge.challenges.forms import ChallengeForm, CloseForm, TimeForm
from knowledge.challenges.lists import (
    Choice,
    challenges_on,
    goals_in,
    seen_by,
    standings_for,
    topics_in,
    unanswered_for,
    waiting_for,
)
from knowledge.challenges.models import Challenge
from knowledge.challenges.states import NotNow, Way
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.once import once

either = require_http_methods(["GET", "HEAD", "POST"])
WEEKS = timedelta(weeks=3)


@anyone
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    choice, seen = Choice.read(request.GET, request.user), seen_by(request.user)
    context = {
        "choice": choice,
        "standings": standings_for(choice, request.user),
        "challenges": challenges_on(request, choice.among(seen, request.user)),
        "topics": topics_in(seen),
        "goals": goals_in(seen),
        "all": choice.with_(topic="", goal=""),
        "may_ask": request.user.is_authenticated and request.user.belonging.connected,
    }
    return render(request, "knowledge/challenges/index.html", context)


@signed_in
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """A part of the start page: what waits for the person, and what nobody has answered."""
    need(request, request.user.belonging.connected, "works at a connected organisation")
    context = {
        "mine": waiting_for(request.user),
        "challenges": unanswered_for(request.user),
    }
    return render(request, "knowledge/challenges/_waiting.html", context)


@signed_in
@either
def ask(request: SignedInRequest) -> HttpResponse:
    person = request.user
    need(request, person.belonging.connected, "works at a connected organisation")
    initial = {
        "title": request.GET.get("rubrik", "")[:200],
        "topics": request.GET.get("amne", "")[:60],
        "audience": default_for(person, request.GET.get("lasare", "")),
        "deadline": timezone.localdate() + WEEKS,
    }
    form = ChallengeForm(request.POST or None, initial=initial, person=person)
    if request.method == "POST" and form.is_valid():
        answer = once(request, lambda: actions.ask(by=person, **form.written).get_absolute_url())
        messages.success(request, _("Efterlysningen är ute. Du får en notis när någon svarar."))
        return answer
    return form_page(request, "knowledge/challenges/ask.html", form)


@anyone
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Challenge.objects.visible_to(request.user).with_frame()
    challenge = find(request, seen, pk=pk)
    answers = answers_to(challenge, request.user)
    context = {
        "challenge": challenge,
        "answers": [one for one in answers if not one.is_declined or one.by == request.user],
        "is_mine": challenge.asker_id is not None and challenge.asker_id == request.user.pk,
        "tends": challenge.is_tended_by(request.user),
        "ways": Way,
    }
    if request.user.is_authenticated and challenge.takes_answers_from(request.user):
        context["form"] = AnswerForm(way=Way.WORDS, person=request.user, challenge=challenge)
    return render(request, "knowledge/challenges/challenge.html", context)


@signed_in
@either
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    challenge = tended(request, pk)
    if not challenge.is_open:
        return too_late(request, challenge)
    stored = find(request, Challenge.objects.visible_to(request.user).with_frame(), pk=pk)
    form = ChallengeForm(request.POST or None, instance=stored, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(challenge=challenge, by=request.user, **form.written)
        except NotNow:
            return too_late(request, challenge)
        messages.success(request, _("Ändringen är sparad."))
        return redirect(challenge)
    return form_page(request, "knowledge/challenges/ask.html", form, challenge=challenge)


@signed_in
@either
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    challenge = tended(request, pk)
    if not challenge.is_open:
        return too_late(request, challenge)
    initial = {"outcome": challenge.outcome}
    form = CloseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(challenge=challenge, by=request.user, **form.cleaned_data)
        except NotNow:
            return too_late(request, challenge)
        messages.success(request, _("Efterlysningen är avslutad. De som svarade får veta det."))
        return redirect(challenge)
    return form_page(request, "knowledge/challenges/close.html", form, challenge=challenge)


@signed_in
@either
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """More time; for what is closed or withdrawn it opens it again."""
    challenge = tended(request, pk)
    initial = {"deadline": timezone.localdate() + WEEKS}
    form = TimeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.extend(challenge=challenge, by=request.user, **form.cleaned_data)
        messages.success(request, _("Efterlysningen är öppen för svar till den dagen."))
        return redirect(challenge)
    return form_page(request, "knowledge/challenges/extend.html", form, challenge=challenge)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    challenge = tended(request, pk)
    try:
        actions.withdraw(challenge=challenge, by=request.user)
    except NotNow:
        return too_late(request, challenge)
    messages.success(request, _("Efterlysningen är tillbakadragen. Andra ser den inte längre."))
    is_mine = challenge.asker_id == request.user.pk
    return redirect(challenge) if is_mine else redirect("knowledge:challenges")


@signed_in
@require_POST
def start_lesson(request: SignedInRequest, pk: int) -> HttpResponse:
    challenge = tended(request, pk)
    need(request, challenge.asker_id == request.user.pk, "asker")
    try:
        draft = actions.start_lesson(challenge=challenge, by=request.user)
    except AlreadyPublished as done:
        return redirect(done.article)
    messages.success(request, _("Här är ett utkast med det ni vet. Bara du ser det."))
    return redirect("knowledge:draft", pk=draft.pk)


def tended(request: SignedInRequest, pk: int) -> Challenge:
    seen = Challenge.objects.visible_to(request.user).select_related("audience")
    challenge = find(request, seen, pk=pk)
    need(request, challenge.is_tended_by(request.user), "asker or editor")
    return challenge


def too_late(request: SignedInRequest, challenge: Challenge) -> HttpResponse:
    messages.info(request, _("Det var redan gjort. Efterlysningen är inte öppen längre."))
    seen = Challenge.objects.visible_to(request.user).filter(pk=challenge.pk).exists()
    return redirect(challenge) if seen else redirect("knowledge:challenges")


def form_page(request: SignedInRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
