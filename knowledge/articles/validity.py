"""Whether a lesson still holds, worked out from what its owner said and when. Pure."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Validity(models.TextChoices):
    VALID = "valid", _("Gäller")
    CHECK = "check", _("Behöver kontroll")
    OUTDATED = "outdated", _("Inaktuell")


SIGNS = {Validity.VALID: "holds", Validity.CHECK: "check", Validity.OUTDATED: "old"}


def standing(said: str, review_on: date | None, today: date) -> Validity:
    """A lesson whose day of review has passed needs a check, until somebody confirms it."""
    overdue = review_on is not None and review_on <= today
    return Validity.CHECK if said == Validity.VALID and overdue else Validity(said)
