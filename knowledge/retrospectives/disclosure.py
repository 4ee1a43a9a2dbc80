"""What a registrar may know of a team's week: that something is there, never a word of it.

A board that is closed and left nothing looks like one that never was. On a board without names
nothing is counted before the cards are shown, and nothing ever that is fewer than six: a number
that grows while somebody writes tells who did.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives.models import Retrospective
from people.organisations.models import Team
from people.registry.asking import Found, Week, register_finder
from people.words import date_in_words

FEWEST = 6


def found_in(team: Team, week: Week) -> list[Found]:
    """Boards of that week, and an older one that was still in use then."""
    own = Q(year=week.year, week=week.number)
    if week.monday <= timezone.localdate():
        own |= Q(closed_on__isnull=True, opened_on__lte=week.sunday)
    boards = list(Retrospective.objects.filter(own, team=team))
    found = [_open(board) for board in boards if not board.is_closed]
    if labels := sum(len(board.labels) for board in boards):
        found.append(Found(_("Temanamn som teamet valde att minnas"), labels))
    if actions := sum(board.actions.count() for board in boards):
        found.append(Found(_("Åtgärder som teamet kom överens om"), actions))
    return found


def _open(board: Retrospective) -> Found:
    last = date_in_words(board.erased_by)
    said = _("Tavlan är öppen. Lapparna finns tills teamet sätter punkt, som längst till %(day)s.")
    return Found(_("Lappar på teamets tavla"), _countable(board), said % {"day": last})


def _countable(board: Retrospective) -> int | None:
    """Cards without names lie in slots until they are shown, and slots are not counted."""
    number = board.cards.count()
    return number if number >= FEWEST else None


def register() -> None:
    register_finder("retrospectives", found_in)
