"""Questions about one lesson, and their answers."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.articles.models import ArticlePage
from knowledge.articles.receipts import sent_key
from knowledge.articles.views import at
from knowledge.questions import actions
from knowledge.questions.contact import Receivers
from knowledge.questions.forms import AnswerForm, QuestionForm, StandInForm
from knowledge.questions.models import Answer, Question, StandIn, may_hide, may_show_again
from knowledge.questions.parts import talk
from knowledge.questions.sections import section_for
from knowledge.questions.taking_in import take_in
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.paging import page_of
from people.persons.models import Person

PAGE = 25


def published(request: HttpRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.published().visible_to(request.user).with_frame()
    return find(request, seen, **at(place, slug))


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """All that was asked; the list alone when the lesson's page fetches it."""
    person = request.user
    if request.method == "POST" and not isinstance(person, Person):
        return redirect_to_login(request.path)
    article = published(request, place, slug)
    if request.method == "POST" and isinstance(person, Person):
        return asked(request, person, article)
    context = listed(request, article)
    if request.headers.get("HX-Request"):
        return render(request, "knowledge/questions/_fetched.html", context)
    return render(request, "knowledge/questions/questions.html", context)


def listed(request: HttpRequest, article: ArticlePage, **more: Any) -> dict[str, Any]:
    """`more` is a form that was refused: `ask`, or `answering` together with `to`."""
    rows = Question.objects.visible_to(request.user).filter(article=article).with_answers()
    page = page_of(request, rows, PAGE)
    for question in page:
        offer(request.user, article, question)
    shown = talk(article, request.user) or {}
    answering = {"answering": AnswerForm(auto_id=False)} if shown.get("ask") else {}
    return {"article": article, "page": page, **shown, **answering, **more}


def offer(viewer: Any, article: ArticlePage, question: Any) -> None:
    """What the viewer may do with the words, noted on them for the template."""
    for words in (question, *question.answers.all()):
        person = viewer if isinstance(viewer, Person) else None
        words.may_hide = bool(person and may_hide(words, person, article))
        words.may_show = bool(person and may_show_again(words, person, article))
    question.new_key = uuid.uuid4()
    cares = isinstance(viewer, Person) and article.is_cared_for_by(viewer)
    question.section = article._meta.get_field(section_for(question.text)) if cares else None


def asked(request: HttpRequest, person: Person, article: ArticlePage) -> HttpResponse:
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            question, receivers = actions.ask(
                article=article,
                by=person,
                text=form.cleaned_data["text"],
                key=sent_key(request),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, thanks(receivers))
            return redirect(question)
    context = listed(request, article, ask=form)
    return render(request, "knowledge/questions/questions.html", context, status=422)


def thanks(receivers: Receivers) -> str:
    if not receivers.everyone:
        return _("Frågan står på sidan. Ingen svarar för lärdomen just nu, men alla kan svara.")
    if receivers.resting:
        return _(
            "Frågan är skickad till enheten. "
            "Den som skrev arbetar någon annanstans nu och har fått veckans tre frågor."
        )
    return _("Frågan är skickad till dem som svarar för lärdomen. Du får en notis när de svarar.")


@signed_in
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Question.objects.visible_to(request.user).select_related("article", "asker")
    question = find(request, seen, pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.answer(question=question, by=request.user, text=text, key=sent_key(request))
        messages.success(request, _("Svaret är på plats."))
        return redirect(question)
    article = published(request, question.article.place, question.article.slug)
    context = listed(request, article, refused=form, to=question.pk)
    return render(request, "knowledge/questions/questions.html", context, status=422)


@signed_in
@require_POST
def show_question(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hide the question, or show it again."""
    seen = Question.objects.visible_to(request.user).select_related("article")
    question = find(request, seen, pk=pk)
    return shown(request, question, question)


@signed_in
@require_POST
def show_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Answer.objects.visible_to(request.user).select_related("question__article")
    said = find(request, seen, pk=pk)
    return shown(request, said, said.question)


def shown(request: SignedInRequest, words: Question | Answer, question: Question) -> HttpResponse:
    if request.POST.get("action") == "show":
        actions.show_again(thing=words, by=request.user)
        messages.success(request, _("Texten syns igen."))
    else:
        actions.hide(thing=words, by=request.user)
        messages.success(request, _("Texten är borta. En rad säger att den har funnits."))
    return redirect(question)


@signed_in
@require_POST
def take_answer_in(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = Answer.objects.visible_to(request.user).select_related("question__article")
    said = find(request, seen.select_related("organisation", "question__article__audience"), pk=pk)
    draft = take_in(answer=said, by=request.user)
    messages.success(request, _("Svaret står i ditt utkast. Läs igenom och publicera."))
    return redirect("knowledge:draft", pk=draft.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = published(request, place, slug)
    need(request, article.is_cared_for_by(request.user), "answers for the lesson")
    chosen = StandIn.objects.filter(article=article).first()
    initial = {"person": chosen.person_id if chosen else None}
    form = StandInForm(request.POST or None, initial=initial, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            person = form.cleaned_data["person"]
            actions.choose_stand_in(article=article, by=request.user, person=person)
        except ValidationError as error:
            form.add_error("person", error)
        else:
            messages.success(request, _("Sparat."))
            return redirect(article)
    context = {"article": article, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/questions/stand_in.html", context, status=status)
