"""The columns of the board, chosen anew."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.retrospectives.board_forms import ColumnsForm
from knowledge.retrospectives.columns import choose_columns
from knowledge.retrospectives.formats import Columns
from knowledge.retrospectives.views.answers import done, not_sent
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, signed_in


@signed_in
@require_POST
def choose(request: SignedInRequest, team: int) -> HttpResponse:
    found = own_board(request, team)
    form = ColumnsForm(request.POST, columns=found.chosen_columns)
    if not form.is_valid():
        return not_sent(request, found.team, form, _("Byt"))
    columns: Columns = form.columns or found.chosen_columns
    return done(
        request,
        team,
        lambda: choose_columns(board=found, by=request.user, columns=columns),
        _("Tavlan har de kolumner ni valde."),
    )
