"""What is counted on a board before its cards are shown: how many wrote, how the week has been.

A table of its own: copies leave it out, as they do the slots, and its file is written anew when
the cards are shown and at the full stop.
"""

from __future__ import annotations

from django.db import models

from knowledge.retrospectives.models import Retrospective
from people.records import Keep, Records


class MarksQuerySet(models.QuerySet["Marks"]):
    def of(self, board: Retrospective) -> Marks:
        """The board's; an empty one, not stored yet, when nothing has been counted."""
        return self.filter(retrospective=board).first() or Marks(retrospective=board)


class Marks(models.Model):
    """`spent` holds the marks of tickets that have written, sorted: how many wrote, never who.

    `given` holds the marks of forms that gave a ticket, so that a click repeated on a slow line
    gets the same one; also sorted, and made in a way that tells neither ticket nor card.
    `moods` is how many gave each answer, `mood_marks` the marks of those answers; see `mood.py`.
    """

    retrospective = models.OneToOneField(
        Retrospective, primary_key=True, on_delete=models.CASCADE, related_name="marks"
    )
    spent = models.JSONField(default=list)
    given = models.JSONField(default=list)
    moods = models.JSONField(default=list)
    mood_marks = models.JSONField(default=list)

    records = Records(
        keep=Keep.WEEK, internal="retrospective", anonymous="spent given moods mood_marks"
    )

    objects = MarksQuerySet.as_manager()

    def __str__(self) -> str:
        return "marks"
