"""What the team sees alike, as it is now and as it changes."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knowledge.retrospectives.board import BoardSeen
from knowledge.retrospectives.live.drawing import picture
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, signed_in
from people.signin.store import handle_of
from people.streams import asks_for_events, listening


@signed_in
@require_safe
def board_now(request: SignedInRequest, team: int) -> HttpResponse:
    """Once, or for as long as one looks if the browser asks for events."""
    found = own_board(request, team)
    if not asks_for_events(request):
        return JsonResponse(picture(BoardSeen(found)))
    about = {"board": found.pk, "language": get_language(), "person": request.user.pk}
    return listening(request, **about, sign_in=handle_of(request.session.session_key))
