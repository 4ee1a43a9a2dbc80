"""A card that hurts somebody is put away, and taken out again, by any member."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from people.persons.models import Person


@transaction.atomic
def hide_card(*, board: Retrospective, by: Person, card: Card, hidden: bool) -> None:
    """Put it away from all, or take it out. It keeps its theme and votes; nothing says who did it.

    The log has no line of it either: this is about a text, not about a person.
    """
    board = locked(board, by)
    if not board.is_revealed:
        raise ValidationError(_("Visa lapparna först."))
    board.cards.filter(pk=card.pk).update(is_hidden=hidden)
