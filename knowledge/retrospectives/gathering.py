"""The team gathers its cards under themes, and votes."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.models import Attendance, Retrospective
from knowledge.retrospectives.opening import locked
from knowledge.retrospectives.steps import may_go
from people.persons.models import Person

VOTES = 3


@transaction.atomic
def go_to_step(*, board: Retrospective, by: Person, step: str, at: str = "") -> None:
    """`at`: where the page was that the button stood on; from an old page nobody is taken back."""
    board = locked(board, by)
    if at and at != board.step:
        return
    if not may_go(here=board.step, there=step, revealed=board.is_revealed):
        raise ValidationError(_("Visa lapparna först."))
    board.step = step
    board.save(update_fields=["step"])


@transaction.atomic
def gather(*, board: Retrospective, by: Person, cards: list[Card], label: str) -> None:
    """Put cards under a theme, new or there already; without a label, under none.

    A theme that no card is left in goes away, unless somebody has voted for it.
    """
    board = locked(board, by)
    if not board.is_revealed:
        raise ValidationError(_("Visa lapparna först."))
    theme = Theme.objects.get_or_create(retrospective=board, label=label)[0] if label else None
    keys = [card.key for card in cards]
    Card.objects.filter(retrospective=board, key__in=keys).update(theme=theme)
    Theme.objects.filter(retrospective=board, cards__isnull=True, votes=0).delete()


@transaction.atomic
def vote(*, board: Retrospective, by: Person, theme: Theme) -> None:
    """One of three votes each. Only the number on the theme and on the person is kept."""
    board = locked(board, by)
    if not board.themes.filter(pk=theme.pk).exists():
        raise ValidationError(_("Temat finns inte längre. Din röst är kvar."))
    _spend(board, by)
    board.themes.update(votes=F("votes") + _one_for(theme.pk))


@transaction.atomic
def vote_for_card(*, board: Retrospective, by: Person, card: Card) -> None:
    """For a card that lies for itself: a team may vote before it gathers."""
    board = locked(board, by)
    if not board.is_revealed:
        raise ValidationError(_("Visa lapparna först."))
    if not board.cards.shown().filter(pk=card.pk).exists():
        raise ValidationError(_("Lappen är gömd. Din röst är kvar."))
    _spend(board, by)
    board.cards.update(votes=F("votes") + _one_for(card.pk))


def _spend(board: Retrospective, by: Person) -> None:
    mine, _new = Attendance.objects.get_or_create(retrospective=board, person=by)
    if mine.votes_given >= VOTES:
        raise ValidationError(_("Du har gett dina tre röster."))
    board.attendances.update(votes_given=F("votes_given") + _one_for(mine.pk))


def _one_for(pk: int | UUID) -> Case:
    """All rows are written, so that no row version ties the voter to the theme."""
    return Case(When(pk=pk, then=1), default=0)
