"""The board of this week, and what one does on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.retrospectives import actions, anonymity
from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.forms import (
    ActionForm,
    CardForm,
    ChangeCardForm,
    FinishForm,
    GatherForm,
)
from knowledge.retrospectives.models import Action, Retrospective, Theme
from knowledge.retrospectives.steps import Step
from people.access import SignedInRequest, find, need, signed_in
from people.organisations.models import Team

TICKET = "ticket"
SHOWN_IN = {"card_form": Step.WRITE, "action_form": Step.TALK}


def own_team(request: SignedInRequest, team: int) -> Team:
    return find(request, Team.objects.of(request.user).select_related("unit"), pk=team)


def own_board(request: SignedInRequest, team: int) -> Retrospective:
    """The board of one of one's own teams, or 404."""
    own = Retrospective.objects.visible_to(request.user).current().filter(team=team)
    board = own.select_related("team__unit").first()
    need(request, board is not None, "member of the team")
    assert board is not None
    return board


@signed_in
@require_safe
def board(request: SignedInRequest, team: int) -> HttpResponse:
    where = own_team(request, team)
    own = Retrospective.objects.visible_to(request.user).current().filter(team=where)
    found = own.select_related("team__unit").first()
    if found is None:
        members = where.memberships.count()
        enough = members >= anonymity.SMALLEST_TEAM
        context = {"team": where, "members": members, "may_be_anonymous": enough}
        return render(request, "knowledge/retrospectives/open.html", context)
    if found.is_closed:
        return redirect("knowledge:full_stop", team)
    return show(request, found)


def new_card(board: Retrospective) -> CardForm:
    """An empty form that knows what it promises, and the key that its card will have."""
    return CardForm(initial={"key": anonymity.new_key(), "named": not board.hides_names})


def show(request: SignedInRequest, board: Retrospective, **more: Any) -> HttpResponse:
    seen = BoardSeen(board, request.user)
    context = {
        "board": board,
        "team": board.team,
        "seen": seen,
        "card_form": new_card(board),
        "action_form": ActionForm(members=seen.members) if board.is_revealed else None,
        **more,
    }
    refused = {name: form for name, form in more.items() if getattr(form, "errors", None)}
    for name, form in refused.items():
        if SHOWN_IN.get(name) != board.step:  # the team has gone on; say it all the same
            messages.error(request, first_fault(form))
    status = 422 if refused else 200
    return render(request, "knowledge/retrospectives/board.html", context, status=status)


def done(
    request: SignedInRequest, team: int, act: Callable[[], object], said: str = ""
) -> HttpResponse:
    """Do it and go back to the board; a refusal is said there in its own words."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        if said:
            messages.success(request, said)
    return redirect("knowledge:board", team)


@signed_in
@require_POST
def open_board(request: SignedInRequest, team: int) -> HttpResponse:
    where, anonymous = own_team(request, team), request.POST.get("names") == "without"
    return done(
        request,
        team,
        lambda: actions.open_board(team=where, by=request.user, anonymous=anonymous),
    )


@signed_in
@require_POST
def attend(request: SignedInRequest, team: int) -> HttpResponse:
    """The ticket goes to the browser alone, and is sent back to this board's pages alone."""
    found = own_board(request, team)
    try:
        ticket = actions.attend(board=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("knowledge:board", team)
    answer = redirect("knowledge:board", team)
    if ticket:
        answer.set_cookie(
            TICKET,
            ticket,
            path=reverse("knowledge:board", args=[team]),
            secure=request.is_secure(),
            httponly=True,
            samesite="Strict",
        )
    return answer


@signed_in
@require_POST
def write(request: SignedInRequest, team: int) -> HttpResponse:
    """With JavaScript the key comes as JSON; without, on a page that shows the card once."""
    found, form = own_board(request, team), CardForm(request.POST)
    if not form.is_valid():
        return show(request, found, card_form=form)
    try:
        key = actions.write_card(
            board=found,
            by=request.user,
            ticket=request.COOKIES.get(TICKET, ""),
            **form.cleaned_data,
        )
    except ValidationError as refusal:
        form = CardForm({**request.POST.dict(), "named": "" if found.hides_names else "on"})
        form.add_error(None, refusal)
        return show(request, found, card_form=form)
    if request.accepts("text/html"):
        if not key:
            messages.success(request, _("Lappen ligger på tavlan."))
            return redirect("knowledge:board", team)
        context = {"team": found.team, "written": form.cleaned_data, "form": new_card(found)}
        return render(request, "knowledge/retrospectives/written.html", context | {"key": key})
    return JsonResponse({"key": key})


@signed_in
@require_POST
def own_cards(request: SignedInRequest, team: int) -> HttpResponse:
    """The cards that one's keys open, for the browser that holds the keys."""
    found, keys = own_board(request, team), request.POST.getlist("key")
    opened = [(key, slot) for key in keys for slot in anonymity.own(found, [key])]
    context = {"team": found.team, "cards": opened}
    return render(request, "knowledge/retrospectives/_own.html", context)


@signed_in
@require_POST
def change_card(request: SignedInRequest, team: int) -> HttpResponse:
    """The key comes in the form, never in an address, where logs would keep it."""
    found, key = own_board(request, team), request.POST.get("key", "")
    slot = next(iter(anonymity.own(found, [key])), None)
    sent = request.POST if "text" in request.POST else None
    form = ChangeCardForm(sent, initial={"key": key, "text": slot.text if slot else ""})
    if sent and form.is_valid():
        text = form.cleaned_data["text"]
        return done(
            request,
            team,
            lambda: actions.change_card(board=found, by=request.user, key=key, text=text),
            _("Lappen är ändrad.") if text else _("Lappen är borta."),
        )
    context = {"team": found.team, "form": form, "slot": slot}
    status = 404 if slot is None else 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/change.html", context, status=status)


@signed_in
@require_POST
def reveal(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    return done(request, team, lambda: actions.reveal(board=found, by=request.user))


@signed_in
@require_POST
def step(request: SignedInRequest, team: int) -> HttpResponse:
    found, wanted = own_board(request, team), request.POST.get("step", "")
    return done(
        request, team, lambda: actions.go_to_step(board=found, by=request.user, step=wanted)
    )


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def first_fault(form: Form) -> str:
    return str(next(fault for faults in form.errors.values() for fault in faults))


@signed_in
@require_POST
def gather(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = GatherForm(request.POST, board=found)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("knowledge:board", team)
    chosen, label = list(form.cleaned_data["cards"]), form.cleaned_data["label"]
    return done(
        request,
        team,
        lambda: actions.gather(board=found, by=request.user, cards=chosen, label=label),
    )


@signed_in
@require_POST
def vote(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    found = own_board(request, team)
    theme = find(request, Theme.objects.filter(retrospective=found), pk=pk)
    return done(request, team, lambda: actions.vote(board=found, by=request.user, theme=theme))


@signed_in
@require_POST
def start_lesson(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    found = own_board(request, team)
    themes = Theme.objects.filter(retrospective=found).select_related("retrospective__team")
    theme, once = find(request, themes, pk=pk), request.POST.get("once", "")
    draft = actions.start_lesson(theme=theme, by=request.user, key=uuid_or_none(once))
    messages.success(
        request, _("Temat är ett utkast nu. Bara du ser det. Teamet vet att det finns.")
    )
    return redirect("knowledge:draft", draft.pk)


@signed_in
@require_POST
def add_action(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = ActionForm(request.POST, members=BoardSeen(found, request.user).members)
    if not form.is_valid():
        return show(request, found, action_form=form)
    return done(
        request,
        team,
        lambda: actions.add_action(board=found, by=request.user, **form.cleaned_data),
        _("Åtgärden är antecknad."),
    )


@signed_in
@require_POST
def finish_action(request: SignedInRequest, team: int, pk: int) -> HttpResponse:
    action = find(request, Action.objects.visible_to(request.user), pk=pk, team=team)
    form = FinishForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
    else:
        try:
            actions.finish_action(action=action, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
    return redirect("knowledge:team_actions", team)
