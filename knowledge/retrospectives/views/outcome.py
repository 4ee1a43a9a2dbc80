"""The full stop, and what the team publishes after it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.articles.asking import Asking
from knowledge.articles.checking import Words, asked_about
from knowledge.retrospectives import closing
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.forms import OutcomeForm
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.outcome import RetrospectivePage, publish_outcome
from knowledge.retrospectives.views.board import own_board
from people.access import SignedInRequest, anyone, find, signed_in
from people.once import once
from people.paging import page_of
from people.typed import number_in

PAGE = 25
TEXT = ("title", "themes", "learned", "next_up")


def chosen(request: SignedInRequest) -> set[int]:
    sent = (number_in(pk, digits=18) for pk in request.POST.getlist("keep"))
    return {pk for pk in sent if pk is not None}


@signed_in
def full_stop(request: SignedInRequest, team: int) -> HttpResponse:
    """GET says what is kept and what is erased; POST does it; after that the sun has set."""
    board = own_board(request, team)
    if request.method == "POST":
        try:
            closing.set_full_stop(board=board, by=request.user, keep=chosen(request))
        except ValidationError as refusal:
            messages.info(request, refusal.messages[0])
        return redirect("knowledge:full_stop", team)
    seen = BoardSeen(board)
    template = "stopped.html" if board.is_closed else "stop.html"
    context = {"board": board, "team": board.team, "seen": seen}
    return render(request, f"knowledge/retrospectives/{template}", context)


@signed_in
def publish(request: SignedInRequest, team: int) -> HttpResponse:
    board = own_board(request, team)
    first = {
        "themes": ", ".join(board.labels),
        "audience": f"organisation:{board.team.organisation_id}",
    }
    form = OutcomeForm(request.POST or None, person=request.user, team=board.team, initial=first)
    asking = check(request, form) if request.method == "POST" and form.is_valid() else None
    if asking and asking.is_settled:
        answer = once(request, lambda: published(request, board, form, asking))
        messages.success(request, _("Återblicken är publicerad."))
        return answer
    context = {"team": board.team, "form": form, "check": asking.form if asking else None}
    status = 422 if form.errors or asking else 200
    return render(request, "knowledge/retrospectives/publish.html", context, status=status)


def check(request: SignedInRequest, form: OutcomeForm) -> Asking:
    """The page names nobody, so every name is asked about."""
    page = RetrospectivePage(**{name: form.cleaned_data[name] for name in TEXT})
    words = {name: Words(page, name) for name in TEXT}
    asked = asked_about(words, request.user, form.cleaned_data["audience"])
    return Asking.of(request, words, asked)


def published(
    request: SignedInRequest, board: Retrospective, form: OutcomeForm, asking: Asking
) -> str:
    fields = form.cleaned_data | asking.text
    page = publish_outcome(board=board, by=request.user, **fields)
    asking.note(page, None)
    return page.get_absolute_url()


@anyone
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    seen = RetrospectivePage.objects.visible_to(request.user).with_frame()
    page = page_of(request, seen.order_by("-first_published_at", "-pk"), PAGE)
    return render(request, "knowledge/retrospectives/outcomes.html", {"page": page})


@anyone
@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    seen = RetrospectivePage.objects.visible_to(request.user).with_frame()
    context = {"page": find(request, seen, pk=pk)}
    return render(request, "knowledge/retrospectives/outcome.html", context)
