"""Cards: written, shown to the one who holds the key, hidden."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.retrospectives import anonymity, writing
from knowledge.retrospectives.forms import CardForm
from knowledge.retrospectives.hiding import hide_card
from knowledge.retrospectives.views.answers import done, give_back, too_late
from knowledge.retrospectives.views.board import new_card
from knowledge.retrospectives.views.own import board_if_any, own_board, seat_of, ticket_of
from people.access import SignedInRequest, find, signed_in
from people.typed import key_in


@signed_in
@require_POST
def write(request: SignedInRequest, team: int) -> HttpResponse:
    """With JavaScript the key comes as JSON; without, on a page that shows the card once."""
    found, form = board_if_any(request, team), CardForm(request.POST)
    if found is None or found.is_closed:
        return too_late(request, team, form)
    if not form.is_valid():
        return give_back(request, found, card_form=form)
    on_a_page = request.accepts("text/html")
    replaced = on_a_page and bool(anonymity.own(found, [form.cleaned_data["key"]]))
    try:
        key = writing.write_card(
            board=found,
            by=request.user,
            ticket=ticket_of(request, team),
            **form.cleaned_data,
        )
    except ValidationError as refusal:
        return refused_card(request, team, refusal)
    if on_a_page:
        if not key:
            messages.success(request, _("Lappen ligger på tavlan."))
            return redirect("knowledge:board", team)
        context = {"board": found, "team": found.team, "key": key, "form": new_card(found)}
        context |= {"written": form.cleaned_data, "replaced": replaced}
        return render(request, "knowledge/retrospectives/written.html", context)
    return JsonResponse({"key": key})


def refused_card(request: SignedInRequest, team: int, refusal: ValidationError) -> HttpResponse:
    """The text as it was sent, with what the board is now: sent again it is as the page says."""
    found = own_board(request, team)
    now = new_card(found).initial
    form = CardForm({**request.POST.dict(), **now, "key": request.POST.get("key", "")})
    if found.is_closed:
        return too_late(request, team, form)
    form.add_error(None, refusal)
    return give_back(request, found, card_form=form)


@signed_in
@require_POST
def own_cards(request: SignedInRequest, team: int) -> HttpResponse:
    """Those that the keys open, for the browser that holds them, and those with one's name."""
    found, keys = own_board(request, team), request.POST.getlist("key")
    opened = anonymity.opened(found, keys)
    context = {"team": found.team, "opened": opened, "seat": seat_of(request, found)}
    return render(request, "knowledge/retrospectives/_own.html", context)


@signed_in
@require_POST
def hide(request: SignedInRequest, team: int) -> HttpResponse:
    """`hide` or `show` is the card; twice the same is once."""
    found, hidden = own_board(request, team), "hide" in request.POST
    key = key_in(request.POST.get("hide" if hidden else "show", ""))
    card = find(request, found.cards.all(), key=key)
    return done(
        request,
        team,
        lambda: hide_card(board=found, by=request.user, card=card, hidden=hidden),
    )
