"""What sort of text a lesson is, which decides how soon somebody asks whether it still holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.articles.validity import Interval


class Kind(models.TextChoices):
    LESSON = "lesson", _("Lärdom")
    METHOD = "method", _("Arbetssätt")
    RULES = "rules", _("Lagar och regler")
    SYSTEM = "system", _("System och verktyg")
    STORY = "story", _("Berättelse")


CHECK_AFTER = {
    Kind.LESSON: Interval.YEAR,
    Kind.METHOD: Interval.YEAR,
    Kind.RULES: Interval.HALF_A_YEAR,
    Kind.SYSTEM: Interval.HALF_A_YEAR,
    Kind.STORY: Interval.THREE_YEARS,
}
