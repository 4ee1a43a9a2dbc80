"""What sort of text a lesson is, which decides how soon somebody asks whether it still holds."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    LESSON = "lesson", _("Lärdom")
    METHOD = "method", _("Arbetssätt")
    RULES = "rules", _("Lagar och regler")
    SYSTEM = "system", _("System och verktyg")
    STORY = "story", _("Berättelse")


HALF_A_YEAR, A_YEAR, THREE_YEARS = (timedelta(days=days) for days in (182, 365, 1095))
CHECK_AFTER = {
    Kind.LESSON: A_YEAR,
    Kind.METHOD: A_YEAR,
    Kind.RULES: HALF_A_YEAR,
    Kind.SYSTEM: HALF_A_YEAR,
    Kind.STORY: THREE_YEARS,
}
