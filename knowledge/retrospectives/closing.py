"""The full stop: what is kept, what is erased."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from knowledge.retrospectives import anonymity, traces
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from knowledge.retrospectives.steps import Step
from people.audit import record
from people.persons.models import Person


@dataclass(frozen=True)
class Stopped:
    """What was kept and what was erased when the team set its full stop."""

    actions: int
    labels: list[str]
    cards: int
    votes: int


@transaction.atomic
def set_full_stop(
    *, board: Retrospective, by: Person, keep: Collection[int] | None = None
) -> Stopped:
    """Destroy cards, slots, votes and who was there; keep actions, counts and chosen names.

    `keep` are the ids of the themes whose names the team takes along; None is all of them.
    """
    return _erase(locked(board, by), by, keep)


def stop_forgotten() -> None:
    """Boards that nobody has closed for 30 days are erased like the others."""
    for board in Retrospective.objects.forgotten():
        _erase(board, None, ())


@transaction.atomic
def _erase(board: Retrospective, by: Person | None, keep: Collection[int] | None) -> Stopped:
    hidden = anonymity.waiting(board)
    themes = list(board.themes.all())
    votes = [*board.themes.values_list("votes", flat=True)]
    votes += board.cards.values_list("votes", flat=True)
    board.card_count, board.vote_count = board.cards.count() + hidden, sum(votes)
    board.labels = [one.label for one in themes if keep is None or one.pk in keep]
    board.step, board.closed_on = Step.CLOSED, timezone.localdate()
    board.begun_at = None
    Marks.objects.filter(retrospective=board).delete()
    for rows in (board.cards, board.slots, board.themes, board.attendances):
        rows.all().delete()
    board.save()
    facts = {"cards": board.card_count, "votes": board.vote_count}
    record("full stop", board, by=by, team=board.team_id, **facts)
    transaction.on_commit(traces.after_stop)
    return Stopped(board.actions.count(), board.labels, board.card_count, board.vote_count)
