"""Cards are written, changed and shown to the team."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.retrospectives import anonymity, mood, traces
from knowledge.retrospectives.cards import MOST, Card
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from knowledge.retrospectives.steps import Step
from people.audit import record
from people.persons.models import Person

FULL = gettext_lazy("Tavlan rymmer inte fler lappar.")


@transaction.atomic
def write_card(
    *,
    board: Retrospective,
    by: Person,
    column: str,
    text: str,
    columns: str = "",
    key: str = "",
    ticket: str = "",
    named: bool = False,
) -> str:
    """A card. Returns its key when it is anonymous, else an empty text: then it has its name.

    `columns` is the fingerprint of those that the writer saw, if the page told it. `named` is what
    the writer was promised; a card that was to be without a name never gets one.
    """
    board = locked(board, by)
    as_seen = not columns or columns == board.chosen_columns.fingerprint
    if column not in board.columns or not as_seen:
        raise ValidationError(_("Kolumnerna byttes medan du skrev. Välj var lappen hör hemma."))
    if board.hides_names:
        return _without_name(board, column, text, key or anonymity.new_key(), ticket)
    if board.is_anonymous and not named:
        raise ValidationError(
            _("Lapparna visades medan du skrev. Skickar du igen får lappen ditt namn.")
        )
    _with_name(board, by, column, text)
    return ""


def _with_name(board: Retrospective, by: Person, column: str, text: str) -> None:
    """The same words twice by the same person are one card."""
    card = {"author": by, "column": column, "text": text}
    if board.cards.filter(**card).exists():
        return
    if board.cards.count() >= MOST:
        raise ValidationError(FULL)
    board.cards.create(**card)


def _without_name(board: Retrospective, column: str, text: str, key: str, ticket: str) -> str:
    try:
        anonymity.put(board, column=column, text=text, key=key, ticket=ticket)
    except anonymity.BoardFull:
        raise ValidationError(FULL) from None
    return key


@transaction.atomic
def change_card(*, board: Retrospective, by: Person, key: str, text: str) -> None:
    """Change or, with an empty text, take back a card that is not shown yet."""
    board = locked(board, by)
    if not anonymity.change(board, key=key, text=text):
        raise ValidationError(_("Lappen går inte att ändra längre. Den är visad eller borttagen."))


@transaction.atomic
def change_named(*, board: Retrospective, by: Person, card: Card, text: str) -> None:
    """The same with one's own card that has one's name."""
    mine = locked(board, by).cards.unshown_of(by).filter(pk=card.pk)
    done = mine.update(text=text) if text else mine.delete()[0]
    if not done:
        raise ValidationError(_("Lappen går inte att ändra längre. Den är visad eller borttagen."))


@transaction.atomic
def reveal(*, board: Retrospective, by: Person) -> None:
    """Show the cards to the team. Once only; a second click changes nothing."""
    board = locked(board, by)
    if board.is_revealed:
        return
    if board.is_anonymous and not anonymity.enough_wrote(board):
        raise ValidationError(
            _(
                "Minst fyra behöver ha skrivit, och minst fyra lappar ligga på tavlan, innan de "
                "visas. Annars går det att gissa vem. Vänta på fler, eller sätt punkt utan att "
                "visa dem."
            )
        )
    if board.is_anonymous:
        anonymity.show(board)
    board.is_revealed, board.step = True, Step.GROUP
    board.shown_on = timezone.localdate()
    board.shown_to = mood.mark_of_members(board)
    board.save(update_fields=["is_revealed", "step", "shown_on", "shown_to"])
    mood.end(board)
    record("cards shown", board, by=by)
    transaction.on_commit(traces.after_showing)
