"""The full stop: what is kept, what is erased."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from knowledge.retrospectives import anonymity, traces
from knowledge.retrospectives.marks import Marks
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import locked
from knowledge.retrospectives.steps import Step
from people.audit import record
from people.persons.models import Person


@transaction.atomic
def set_full_stop(*, board: Retrospective, by: Person, forget: Collection[int] = ()) -> None:
    """Destroy cards, slots, votes and who was there; keep actions, counts and themes' names.

    `forget` are the ids of the themes whose names the team leaves behind.
    """
    board = locked(board, by)
    _erase(board, by, [one.label for one in board.themes.exclude(pk__in=forget)])


def stop_forgotten() -> None:
    """Boards that nobody has closed for 30 days are erased like the others, with all names."""
    for board in Retrospective.objects.forgotten():
        stop_if_forgotten(board)


@transaction.atomic
def stop_if_forgotten(board: Retrospective) -> None:
    """The team may have set its stop since the job asked."""
    waiting = Retrospective.objects.forgotten().filter(pk=board.pk)
    found = waiting.select_for_update(of=("self",)).first()
    if found:
        found.changes += 1  # those who look at it are told
        _erase(found, None, [])


def _erase(board: Retrospective, by: Person | None, labels: list[str]) -> None:
    votes = [*board.themes.values_list("votes", flat=True)]
    votes += board.cards.values_list("votes", flat=True)
    board.card_count = board.cards.count() + anonymity.waiting(board)
    board.vote_count, board.labels = sum(votes), labels
    board.step, board.closed_on = Step.CLOSED, timezone.localdate()
    board.begun_at = None
    Marks.objects.filter(retrospective=board).delete()
    for rows in (board.cards, board.slots, board.themes, board.attendances):
        rows.all().delete()
    board.save()
    facts = {"cards": board.card_count, "votes": board.vote_count}
    record("full stop", board, by=by, team=board.team_id, **facts)
    transaction.on_commit(traces.after_stop)
