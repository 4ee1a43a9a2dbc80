"""Whether a lesson still holds, worked out from what its owner said and when. Pure."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Validity(models.TextChoices):
    VALID = "valid", _("Gäller")
    CHECK = "check", _("Behöver kontroll")
    OUTDATED = "outdated", _("Inaktuell")


class Interval(models.IntegerChoices):
    """How many days until somebody asks again."""

    QUARTER = 91, _("3 månader")
    HALF_A_YEAR = 182, _("6 månader")
    YEAR = 365, _("1 år")
    TWO_YEARS = 730, _("2 år")
    THREE_YEARS = 1095, _("3 år")

    @property
    def span(self) -> timedelta:
        return timedelta(days=self)


SIGNS = {Validity.VALID: "holds", Validity.CHECK: "check", Validity.OUTDATED: "old"}
ASK_BEFORE = (30, 7, 0)  # days before the day of review, each a reminder
UNANSWERED_AFTER = 14  # days, then it is the unit's
WEIGHTS = {Validity.VALID: 1.0, Validity.CHECK: 0.85, Validity.OUTDATED: 0.4}
UNANSWERED_WEIGHT = 0.6


def standing(said: str, review_on: date | None, today: date) -> Validity:
    """A lesson whose day of review has passed needs a check, until somebody confirms it."""
    overdue = review_on is not None and review_on <= today
    return Validity.CHECK if said == Validity.VALID and overdue else Validity(said)


def is_unanswered(said: str, review_on: date | None, today: date) -> bool:
    """Its owner has been asked, and two weeks have gone since the day."""
    limit = today - timedelta(days=UNANSWERED_AFTER)
    return said != Validity.OUTDATED and review_on is not None and review_on <= limit


def stage(review_on: date, today: date) -> int | None:
    """The reminder whose time has come: 30, 7 or 0 days before, -14 after; None: too early."""
    left = (review_on - today).days
    if left <= -UNANSWERED_AFTER:
        return -UNANSWERED_AFTER
    return next((days for days in reversed(ASK_BEFORE) if left <= days), None)


def weight(said: str, review_on: date | None, today: date) -> float:
    """How much it counts in search, 1 for what holds: found later, never hidden."""
    if is_unanswered(said, review_on, today):
        return UNANSWERED_WEIGHT
    return WEIGHTS[standing(said, review_on, today)]
