"""How an anonymous card gets onto the board without leaving a trace of who or when.

- When the board opens, a fixed number of empty slots is made, with random keys.
- A card goes to a random free slot, and one statement rewrites all slots of the board. So the
  database holds no order, no serial number and no version that differs between cards.
- Who comes in gets a ticket: a random number signed by us, kept by the browser in a cookie that
  only the board's own pages are sent, never by us. A click that is repeated gets the same one:
  the number comes with the form, and only a mark of it is kept until the cards are shown, in a
  sorted list that is neither a ticket's nor a card's. The first card written with a ticket adds its
  mark to the board's sorted list (`marks.py`). The list tells how many wrote. Whoever has lost
  the ticket can still write; it only counts nobody.
- A card's own key is random too. Only its hash lies in the slot, until the cards are shown.
- Showing the cards copies them in random order under new keys, and destroys the slots.

Source: the slot protocol of our trust reference, section 6. Not protected: the way one writes,
teams under five, and an operator who changes the program or watches it while people write.
"""

import hashlib
import secrets
from random import SystemRandom
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.db.models import Case, F, TextField, Value, When

from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective

SLOTS, MOST, SAY_AT = 64, 60, 50
SMALLEST_TEAM, FEWEST_WRITERS = 5, 4
SALT = "knowledge.retrospectives.ticket"
TEXT = TextField()
chance = SystemRandom()


class BoardFull(Exception):
    """All cards that a board can hold without names are written."""


def make_slots(board: Retrospective) -> None:
    Slot.objects.bulk_create([Slot(retrospective=board) for _number in range(SLOTS)])


def new_key() -> str:
    """128 random bits: the key of a card, made before the card is written."""
    return secrets.token_urlsafe(16)


def new_ticket(board: Retrospective, once: UUID | None = None) -> str:
    """`once`: 122 random bits. The same ones give the same ticket; it holds no time."""
    return signing.Signer(salt=SALT).sign_object([board.pk, str(once or uuid4())])


def give_ticket(board: Retrospective, once: UUID | None, *, is_new: bool) -> str:
    """For who comes in, and again when the same form comes twice; else an empty text."""
    once = once or uuid4()
    marks, mark = Marks.objects.of(board), _hash(f"given {board.pk} {once}")
    if is_new:
        marks.given = sorted({*marks.given, mark})
        marks.save()
    return new_ticket(board, once) if mark in marks.given else ""


def mark_of(ticket: str, board: Retrospective, about: str = "") -> str:
    """What a genuine ticket of this board leaves when it is spent; empty for any other text.

    `about`: what it is spent on, when that is not a card. The marks do not tell that they belong
    together.
    """
    try:
        at, _once = signing.Signer(salt=SALT).unsign_object(ticket)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return _hash(about + ticket) if at == board.pk else ""


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def put(board: Retrospective, *, column: str, text: str, key: str, ticket: str = "") -> None:
    """Lay a card in a random free slot. `key` is a random text that only the writer keeps.

    The same key twice is one card, which says what was sent last. Raises BoardFull when `MOST`
    cards are there.
    """
    board = Retrospective.objects.select_for_update().get(pk=board.pk)
    slots = list(Slot.objects.filter(retrospective=board))
    mine = next((slot for slot in slots if slot.lock == _hash(key)), None)
    if mine:
        if (mine.column, mine.text) != (column, text):
            _rewrite(board, mine, column=column, text=text)
        return
    free = [slot for slot in slots if not slot.text]
    if len(slots) - len(free) >= MOST or not free:
        raise BoardFull
    _rewrite(board, chance.choice(free), column=column, text=text, lock=_hash(key))
    _count(mark_of(ticket, board) if ticket else "", board)


def _count(mark: str, board: Retrospective) -> None:
    marks = Marks.objects.of(board) if mark else None
    if marks and mark not in marks.spent:
        marks.spent = sorted([*marks.spent, mark])
        marks.save()


def _rewrite(board: Retrospective, chosen: Slot, **content: str) -> None:
    """Store every slot of the board anew in one statement, though only one says something else."""
    fresh = {
        name: Case(When(key=chosen.key, then=Value(value)), default=F(name), output_field=TEXT)
        for name, value in content.items()
    }
    Slot.objects.filter(retrospective=board).update(**fresh)


def own(board: Retrospective, keys: list[str]) -> list[Slot]:
    """The unshown cards that these keys open; more keys than a board has cards are not tried."""
    return [slot for _key, slot in opened(board, keys)]


def opened(board: Retrospective, keys: list[str]) -> list[tuple[str, Slot]]:
    """The same, each after the key that opens it."""
    tried = {_hash(key): key for key in keys[:MOST]}
    found = Slot.objects.filter(retrospective=board, lock__in=tried)
    slots = {slot.lock: slot for slot in found}
    return [(key, slots[lock]) for lock, key in tried.items() if lock in slots]


@transaction.atomic
def change(board: Retrospective, *, key: str, text: str) -> bool:
    """Write a card anew, or take it away with an empty text. False if no such card waits."""
    Retrospective.objects.select_for_update().get(pk=board.pk)
    slots = list(Slot.objects.filter(retrospective=board))
    found = next((slot for slot in slots if slot.lock == _hash(key)), None)
    if found is None:
        return False
    column, lock = (found.column, found.lock) if text else ("", "")
    _rewrite(board, found, column=column, text=text, lock=lock)
    return True


def show(board: Retrospective) -> int:
    """Turn slots into cards: random order, new keys, nothing left behind. Returns how many."""
    waiting = list(Slot.objects.filter(retrospective=board).exclude(text=""))
    chance.shuffle(waiting)
    Card.objects.bulk_create(
        [Card(retrospective=board, column=slot.column, text=slot.text) for slot in waiting]
    )
    Slot.objects.filter(retrospective=board).delete()
    return len(waiting)


def enough_wrote(board: Retrospective) -> bool:
    """Four writers, in a team that is still five: fewer could be told apart."""
    members = board.team.people.count()
    return board.writers >= FEWEST_WRITERS and members >= SMALLEST_TEAM


def waiting_by_column(board: Retrospective) -> dict[str, int]:
    """How many cards nobody may read yet, by column."""
    counts: dict[str, int] = {}
    columns = Slot.objects.filter(retrospective=board).exclude(text="")
    for column in columns.values_list("column", flat=True):
        counts[column] = counts.get(column, 0) + 1
    return counts
