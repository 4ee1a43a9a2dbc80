"""A card with one's name, changed or taken back before the team sees it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knowledge.retrospectives import writing
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.forms import ChangeNamedForm
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.views.answers import back
from knowledge.retrospectives.views.cards import too_late
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, either, find, signed_in


@signed_in
@either
def change_named(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    found, form = own_board(request, team), ChangeNamedForm(request.POST or None)
    if found.is_closed and form.is_bound:
        return too_late(request, found, form)
    card = find(request, found.cards.filter(author=request.user), key=key)
    form.initial = {"text": card.text}
    if form.is_bound and form.is_valid() and _changed(request, found, card, form):
        return redirect("knowledge:board", team)
    if found.is_revealed and not form.is_bound:
        return back(request, team, refused=_("Lappen är visad, så den går inte att ändra längre."))
    context = {"team": found.team, "form": form, "slot": card}
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/change.html", context, status=status)


def _changed(
    request: SignedInRequest, board: Retrospective, card: Card, form: ChangeNamedForm
) -> bool:
    text = form.cleaned_data["text"]
    try:
        writing.change_named(board=board, by=request.user, card=card, text=text)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("Lappen är ändrad.") if text else _("Lappen är borta."))
    return True
