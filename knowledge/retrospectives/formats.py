"""The columns of a board: three formats that we know, and those that the team names itself.

A card knows its column by a key, which says nothing of who wrote it or when.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

FEWEST, MOST, LONGEST = 2, 4, 40  # own columns, and the letters of a name


class Format(models.TextChoices):
    WEEK = "week", _("Gick bra / Gick snett / Lärde oss")
    DOING = "doing", _("Börja / Sluta / Fortsätt")
    MOODS = "moods", _("Arg / Ledsen / Glad")
    OWN = "own", _("Egna kolumner")


COLUMNS = {
    Format.WEEK: {
        "went_well": _("Gick bra"),
        "went_wrong": _("Gick snett"),
        "learned": _("Lärde oss"),
    },
    Format.DOING: {"start": _("Börja"), "stop": _("Sluta"), "continue": _("Fortsätt")},
    Format.MOODS: {"mad": _("Arg"), "sad": _("Ledsen"), "glad": _("Glad")},
}
# Where cards go in the draft of a lesson; those of all other columns are what was learned.
PROBLEM = {"went_wrong", "stop", "mad", "sad"}
DONE = {"went_well", "continue", "glad"}


@dataclass(frozen=True)
class Columns:
    """A format, and the names when they are the team's own."""

    format: str = Format.WEEK
    own_columns: list[str] = field(default_factory=list)

    @property
    def labels(self) -> dict[str, str]:
        """Key to name, in the language of whoever reads; own names as they were written."""
        if self.format == Format.OWN:
            return {f"own_{place}": name for place, name in enumerate(self.own_columns, 1)}
        return {key: str(label) for key, label in COLUMNS[Format(self.format)].items()}

    @property
    def fingerprint(self) -> str:
        """Another one when a column is another, has another name or stands in another place."""
        told = json.dumps([self.format, self.own_columns])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def stored(self) -> dict[str, object]:
        """The fields of a board."""
        return asdict(self)


def place_of(column: str) -> str:
    """The field of a draft that the cards of a column go to."""
    if column in PROBLEM:
        return "problem"
    return "what_we_did" if column in DONE else "what_we_learned"
