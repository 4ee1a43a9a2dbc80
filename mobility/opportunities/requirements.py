"""What an opportunity must say before others see it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from mobility.opportunities.models import Opportunity


def missing(opportunity: Opportunity) -> list[str]:
    """One sentence for each thing that is not there yet; empty when it can be sent."""
    return [*_words(opportunity), *_days(opportunity)]


def _words(one: Opportunity) -> list[str]:
    asked = one.pk is not None and one.skills.all().exists()
    return [
        sentence
        for there, sentence in (
            (one.summary, _("Skriv i korthet vad uppdraget är.")),
            (one.duties, _("Skriv vad man gör.")),
            (one.learning, _("Skriv vad man lär sig.")),
            (asked, _("Lägg till minst en kompetens.")),
            (one.place or one.remote == one.Remote.FULLY, _("Skriv var man är.")),
        )
        if not there
    ]


def _days(one: Opportunity) -> list[str]:
    today, found = timezone.localdate(), []
    if one.deadline is None:
        found.append(_("Välj sista dag att söka."))
    elif one.deadline < today:
        found.append(_("Sista dag att söka har passerat. Välj en ny."))
    if one.reply_by is None:
        found.append(_("Lova en dag när de som söker får svar."))
    elif one.deadline and one.reply_by < one.deadline:
        found.append(_("Svar lovas före sista dag att söka. Välj en senare dag."))
    if one.starts_on is None:
        found.append(_("Välj när det börjar."))
    if one.ends_on and one.starts_on and one.ends_on < one.starts_on:
        found.append(_("Det slutar innan det börjar. Byt dag."))
    return found
