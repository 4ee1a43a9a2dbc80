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
        NoticeKind(
            "application_received",
            _("Ny ansökan till mitt uppdrag"),
            _("Någon har sökt ditt uppdrag."),
        ),
        NoticeKind(
            "application_withdrawn",
            _("En ansökan är återtagen"),
            _("En ansökan till ditt uppdrag är återtagen."),
        ),
        NoticeKind(
            "application_shortlisted",
            _("Min ansökan är i urvalet"),
            _("Din ansökan är med i urvalet."),
        ),
        NoticeKind(
            "application_answered",
            _("Svar på min ansökan"),
            _("Du har fått svar på en ansökan."),
        ),
        NoticeKind(
            "offer_received",
            _("Jag har fått ett erbjudande"),
            _("Du är erbjuden en plats. Svara när du har tänkt."),
        ),
        NoticeKind(
            "offer_answered",
            _("Svar på mitt erbjudande"),
            _("Den du erbjöd en plats har svarat."),
        ),
        NoticeKind(
            "consent_requested",
            _("En medarbetare behöver mitt medgivande"),
            _("En medarbetare söker ett uppdrag och behöver ditt medgivande."),
        ),
        NoticeKind(
            "consent_answered",
            _("Chefen hemma har svarat"),
            _("Chefen hemma har svarat om medgivande."),
        ),
    )
