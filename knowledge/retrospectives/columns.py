"""The team chooses other columns, as long as no card lies in them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.retrospectives.formats import Columns
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from people.persons.models import Person


@transaction.atomic
def choose_columns(*, board: Retrospective, by: Person, columns: Columns) -> None:
    board = locked(board, by)
    if board.has_cards:
        raise ValidationError(
            _("Det ligger lappar på tavlan, så kolumnerna går inte att byta den här veckan.")
        )
    for name, value in columns.stored.items():
        setattr(board, name, value)
    board.save(update_fields=list(columns.stored))
