"""How many lessons there are for each audience, by what one chooses among in a list.

Counting a hundred thousand lessons at every visit takes half a second. Here each audience is
counted for itself; what a reader sees is the sum over the audiences they are part of.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from people.records import Keep, Records


class Tally(models.Model):
    class What(models.TextChoices):
        LESSON = "lesson", "lesson"
        TOPIC = "topic", "topic"
        ORGANISATION = "organisation", "organisation"
        SUBGOAL = "subgoal", "subgoal"

    audience = models.ForeignKey("people.Audience", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, choices=What)
    key = models.BigIntegerField()  # of the topic, organisation or sub-goal; 0 for all lessons
    number = models.PositiveIntegerField()

    records = Records(keep=Keep.INSTALLATION, internal="id audience what key number")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "what", "key"], name="tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}: {self.number}"


class Recount(models.Model):
    """An audience whose lessons have changed since they were counted."""

    audience = models.OneToOneField(
        "people.Audience", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    asked_at = models.DateTimeField(default=timezone.now)

    records = Records(keep=Keep.INSTALLATION, internal="audience asked_at")

    def __str__(self) -> str:
        return str(self.audience_id)
