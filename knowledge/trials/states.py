"""How far an organisation has come with something that others have learned."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "planned", _("Planerar")
    TRYING = "trying", _("Provar")
    ADOPTED = "adopted", _("Infört")
    STOPPED = "stopped", _("Avbröt")


class Verdict(models.TextChoices):
    WORKED = "worked", _("Det fungerade")
    PARTLY = "partly", _("Det fungerade delvis")
    FAILED = "failed", _("Det fungerade inte")
    EARLY = "early", _("För tidigt att säga")


class Answer(models.TextChoices):
    """What one says when asked again about what was adopted."""

    KEPT = "kept", _("Ja, det är kvar")
    CHANGED = "changed", _("Ja, men vi har ändrat något")
    ENDED = "ended", _("Nej, vi har slutat")


TRIED = (Status.TRYING, Status.ADOPTED, Status.STOPPED)
DECIDED = (Status.ADOPTED, Status.STOPPED)
ORDER = (Status.ADOPTED, Status.TRYING, Status.PLANNED, Status.STOPPED)
SIGNS = {
    Status.PLANNED: "",
    Status.TRYING: "check",
    Status.ADOPTED: "holds",
    Status.STOPPED: "old",
}
ASK_AFTER = timedelta(days=90)
ASK_LATER = timedelta(days=365)  # once somebody has said that it is still there
