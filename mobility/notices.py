"""What the room tells people. The letters say what happened and link; never what was written."""

from django.utils.translation import gettext_lazy as _

from people.notices.kinds import NoticeKind, register


def register_kinds() -> None:
    register(
        NoticeKind(
            "opportunity_submitted",
            _("Uppdrag att godkänna"),
            _("Ett uppdrag väntar på att du godkänner det."),
        ),
        NoticeKind(
            "opportunity_approved",
            _("Mitt uppdrag är godkänt"),
            _("Ditt uppdrag är godkänt och öppet."),
        ),
        NoticeKind(
            "opportunity_returned",
            _("Mitt uppdrag behöver ändras"),
            _("Ditt uppdrag har kommit tillbaka med en kommentar."),
        ),
        NoticeKind(
            "opportunity_closed",
            _("Ansökningstiden är slut"),
            _("Ansökningstiden för ditt uppdrag är slut. Nu kan du välja."),
        ),
    )
