"""What a registrar may know of a team's week: that something is there, never a word of it.

A board that is closed and left nothing looks like one that never was. Cards are not counted before
they are shown, and never fewer than six: a number that grows while somebody writes tells who did.
Themes' names and actions are what the team agreed on in the open; those are counted from one.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.proposals.models import OutcomeProposal
from people.organisations.models import Team
from people.registry.asking import Found, Week, register_finder
from people.words import date_in_words

FEWEST = 6


def found_in(team: Team, week: Week) -> list[Found]:
    """What is left of the boards that were in use that week, and of what came of them."""
    if week.monday > timezone.localdate():
        return []
    in_use = Q(closed_on__isnull=True) | Q(closed_on__gte=week.monday)
    boards = list(Retrospective.objects.filter(in_use, team=team, opened_on__lte=week.sunday))
    found = [_open(board) for board in boards if not board.is_closed]
    if labels := sum(len(board.labels) for board in boards):
        found.append(Found(_("Temanamn som teamet valde att minnas"), labels))
    if actions := sum(board.actions.count() for board in boards):
        found.append(Found(_("Åtgärder som teamet kom överens om"), actions))
    return [*found, *_drafted(team, week)]


def _open(board: Retrospective) -> Found:
    last = date_in_words(board.erased_by)
    said = _("Tavlan är öppen. Lapparna finns tills teamet sätter punkt, som längst till %(day)s.")
    return Found(_("Lappar på teamets tavla"), _countable(board), said % {"day": last})


def _countable(board: Retrospective) -> int | None:
    number = board.cards.count() if board.is_revealed else 0
    return number if number >= FEWEST else None


def _drafted(team: Team, week: Week) -> list[Found]:
    """Said of the weeks since the board it can be about, and only while it cannot be published.

    If it was said until then, whoever asks again and again would see it go when the page comes,
    and know which team wrote the page.
    """
    not_yet = Q(until__gt=timezone.now()) | Q(is_told=False)
    texts = OutcomeProposal.objects.to_read().filter(not_yet, team=team)
    last = Retrospective.objects.filter(team=team, closed_on__isnull=False).first()
    if not texts.exists() or (last and last.opened_on > week.sunday):
        return []
    said = _("Ett utkast. Alla i teamet kan ändra eller stoppa det innan det publiceras.")
    return [Found(_("Text som teamet tänker berätta för andra"), text=said)]


def register() -> None:
    register_finder("retrospectives", found_in)
