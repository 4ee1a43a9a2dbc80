"""How the week has been, answered once."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.retrospectives import mood
from knowledge.retrospectives.board_forms import MoodForm
from knowledge.retrospectives.views.answers import done, refused
from knowledge.retrospectives.views.own import own_board, ticket_of
from people.access import SignedInRequest, signed_in


@signed_in
@require_POST
def answer(request: SignedInRequest, team: int) -> HttpResponse:
    found, form = own_board(request, team), MoodForm(request.POST)
    if not form.is_valid():
        return refused(request, team, form)
    chosen, ticket = form.cleaned_data["mood"], ticket_of(request, team)
    return done(
        request,
        team,
        lambda: mood.answer(board=found, by=request.user, mood=chosen, ticket=ticket),
        _("Tack, ditt svar är räknat."),
    )
