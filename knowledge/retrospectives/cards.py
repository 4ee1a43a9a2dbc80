"""Cards, the places where they lie before the team may read them, and their themes.

What is anonymous has no trace of who or when: `Slot` and `Card` have random keys and neither
person (on anonymous boards) nor time. See `anonymity.py` for how cards get in and out.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.retrospectives.models import Retrospective
from people.persons.models import Person
from people.records import Keep, Records

LONGEST = 500  # letters on a card
MOST = 200  # cards that all may read on one board; more than a team can talk of


def votes_said(number: int) -> str:
    return ngettext("%(number)s röst", "%(number)s röster", number) % {"number": number}


class Theme(models.Model):
    """What several cards are about. `votes` is a number; who gave them is not kept."""

    retrospective = models.ForeignKey(
        Retrospective, on_delete=models.CASCADE, related_name="themes"
    )
    label = models.CharField(_("Tema"), max_length=80)
    votes = models.PositiveSmallIntegerField(default=0)

    records = Records(keep=Keep.WEEK, internal="id retrospective label votes")

    class Meta:
        ordering = ("-votes", "pk")

    def __str__(self) -> str:
        return self.label


class Slot(models.Model):
    """One place for a card that nobody else may read yet. Empty ones look like full ones."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    retrospective = models.ForeignKey(
        Retrospective, on_delete=models.CASCADE, related_name="slots", db_index=True
    )
    column = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    lock = models.CharField(max_length=64, blank=True)

    records = Records(keep=Keep.WEEK, anonymous="key retrospective column text lock")

    def __str__(self) -> str:
        return "a slot"


class CardQuerySet(models.QuerySet["Card"]):
    def shown(self) -> CardQuerySet:
        """All but those that the team has put away."""
        return self.filter(is_hidden=False)

    def unshown_of(self, person: Person) -> CardQuerySet:
        """Those with one's name that the team has not seen yet."""
        return self.filter(author=person, retrospective__is_revealed=False)


class Card(models.Model):
    """A card that the team can read; on a named board its writer can before the others.

    `author` is empty for all that was written without names. `votes` were given to it before it
    was gathered, and follow it from theme to theme.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="cards")
    column = models.CharField(max_length=10)
    text = models.CharField(max_length=LONGEST)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="cards")
    votes = models.PositiveSmallIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    records = Records(
        keep=Keep.WEEK,
        anonymous="key retrospective column text theme votes is_hidden",
        personal="author",
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return "a card"

    @property
    def votes_said(self) -> str:
        return votes_said(self.votes)
