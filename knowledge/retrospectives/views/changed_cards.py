"""One's own card changed, or taken back, before the team sees it: by its key, or by one's name."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.retrospectives import anonymity, writing
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.forms import ChangeCardForm, ChangeNamedForm
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.views.answers import back, too_late
from knowledge.retrospectives.views.own import board_if_any, must_be_there
from people.access import SignedInRequest, either, find, signed_in


@signed_in
@require_POST
def change_card(request: SignedInRequest, team: int) -> HttpResponse:
    """The key comes in the form, never in an address, where logs would keep it."""
    found, key = board_if_any(request, team), request.POST.get("key", "")
    form = ChangeCardForm(request.POST if "text" in request.POST else None)
    if form.is_bound and (found is None or found.is_closed):
        return too_late(request, team, form)
    found = must_be_there(request, found)
    if form.is_bound and form.is_valid():
        try:
            writing.change_card(board=found, by=request.user, **form.cleaned_data)
        except ValidationError:
            return _cannot_change(request, found, form)
        return back(request, team, said=said_of(form.cleaned_data["text"]))
    slot = next(iter(anonymity.own(found, [key])), None)
    if slot is None:
        return _cannot_change(request, found, form)
    form.initial = {"key": key, "text": slot.text}
    return changing_page(request, found, form, slot)


def _cannot_change(
    request: SignedInRequest, board: Retrospective, form: ChangeCardForm
) -> HttpResponse:
    """Shown, taken back, or the key is not one's own. What was sent is given back."""
    context = {"team": board.team, "form": form}
    status = 409 if form.is_bound else 404
    return render(request, "knowledge/retrospectives/change.html", context, status=status)


def changing_page(
    request: SignedInRequest, board: Retrospective, form: Form, card: Card | Slot
) -> HttpResponse:
    context = {"team": board.team, "form": form, "slot": card}
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/change.html", context, status=status)


def said_of(text: str) -> str:
    return _("Lappen är ändrad.") if text else _("Lappen är borta.")


@signed_in
@either
def change_named(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    found, form = board_if_any(request, team), ChangeNamedForm(request.POST or None)
    if form.is_bound and (found is None or found.is_closed):
        return too_late(request, team, form)
    found = must_be_there(request, found)
    card = find(request, found.cards.filter(author=request.user), key=key)
    form.initial = {"text": card.text}
    if form.is_bound and form.is_valid() and _changed(request, found, card, form):
        return redirect("knowledge:board", team)
    if found.is_revealed and not form.is_bound:
        return back(request, team, refused=_("Lappen är visad, så den går inte att ändra längre."))
    return changing_page(request, found, form, card)


def _changed(
    request: SignedInRequest, board: Retrospective, card: Card, form: ChangeNamedForm
) -> bool:
    text = form.cleaned_data["text"]
    try:
        writing.change_named(board=board, by=request.user, card=card, text=text)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, said_of(text))
    return True
