"""How the week has been: five numbers on the board, and nothing else.

One answers with the ticket that one got when coming in. The board keeps its mark, another one than
cards leave, in a sorted list; so nobody is counted twice and nobody is named. Answers end when the
cards are shown: who looks at the numbers cannot see them move.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.retrospectives import anonymity
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from people.persons.models import Person

FEWEST = 5  # answers, for the numbers to be shown
ABOUT = "mood"


class Mood(models.TextChoices):
    VERY_GOOD = "very_good", gettext_lazy("Mycket bra")
    GOOD = "good", gettext_lazy("Bra")
    MIXED = "mixed", gettext_lazy("Både och")
    HEAVY = "heavy", gettext_lazy("Tung")
    VERY_HEAVY = "very_heavy", gettext_lazy("Mycket tung")


def may_answer(board: Retrospective, ticket: str) -> bool:
    """Whether this ticket has its answer left."""
    mark = anonymity.mark_of(ticket, board, about=ABOUT) if ticket else ""
    return bool(mark) and not board.is_revealed and mark not in Marks.objects.of(board).mood_marks


@transaction.atomic
def answer(*, board: Retrospective, by: Person, mood: str, ticket: str) -> None:
    """Count one answer. Which one it was cannot be found again, so it cannot be changed."""
    board = locked(board, by)
    if board.is_revealed:
        raise ValidationError(_("Lapparna är visade, så svaren är redan räknade."))
    marks = Marks.objects.of(board)
    mark = _new_mark(marks, board, ticket)
    counts = marks.moods or [0] * len(Mood)
    marks.moods = [count + (one == mood) for one, count in zip(Mood, counts, strict=True)]
    marks.mood_marks = sorted([*marks.mood_marks, mark])
    marks.save()


def _new_mark(marks: Marks, board: Retrospective, ticket: str) -> str:
    mark = anonymity.mark_of(ticket, board, about=ABOUT)
    if not mark:
        raise ValidationError(
            _("Svaret gick inte att räkna. Svara i samma webbläsare som du kom in med.")
        )
    if mark in marks.mood_marks:
        raise ValidationError(_("Du har redan svarat. Vi vet inte vad, så det går inte att ändra."))
    return mark


def end(board: Retrospective) -> None:
    """The cards are shown: the numbers alone stay, and only when they may be seen.

    Not in a week when somebody came or left: what differs from the last numbers would be theirs.
    """
    marks = Marks.objects.of(board)
    marks.spent, marks.given, marks.mood_marks = [], [], []
    if sum(marks.moods) < FEWEST or _others_than_last_time(board):
        marks.moods = []
    marks.save()


def _others_than_last_time(board: Retrospective) -> bool:
    last = Retrospective.objects.shown_before(board)
    return last is not None and board.team.changes.since(last).exists()


def counted(board: Retrospective) -> list[tuple[str, int]]:
    """Each word and how many chose it; nothing before the cards are shown or with too few."""
    moods = Marks.objects.of(board).moods if board.is_revealed else []
    if sum(moods) < FEWEST:
        return []
    return [(str(one.label), count) for one, count in zip(Mood, moods, strict=True)]
