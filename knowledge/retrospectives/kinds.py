"""What members are told. Never a word of what stands on a board."""

from django.utils.translation import gettext_lazy as _

from people.notices.kinds import NoticeKind

KINDS = (
    NoticeKind(
        "board_opened", _("Fredagens tavla är öppen"), _("Tavlan för %(team)s är öppen"), False
    ),
    NoticeKind(
        "board_waits",
        _("Tavlan öppnar inte av sig själv"),
        _("%(team)s är färre än fem nu. Öppna tavlan själva, med namn på lapparna."),
        False,
    ),
    NoticeKind(
        "meeting_today",
        _("Teamet ses i dag"),
        _("%(team)s ses i dag kl. %(clock)s"),
    ),
    NoticeKind(
        "meeting_early",
        _("Teamet ses tidigt nästa arbetsdag"),
        _("%(team)s ses nästa arbetsdag kl. %(clock)s"),
    ),
    NoticeKind(
        "turn_swapped",
        _("Någon bytte vecka med dig"),
        _("Du leder v. %(week)s i %(team)s, i stället för v. %(instead)s"),
    ),
    NoticeKind(
        "turn_given",
        _("Du fick veckans tur att leda"),
        _("Du leder %(team)s den här veckan"),
    ),
    NoticeKind(
        "lesson_drafted",
        _("Ett tema blev ett utkast"),
        _("Ett tema från %(team)s blev ett utkast. Du kan läsa, ändra och stoppa det."),
    ),
    NoticeKind(
        "lesson_stopped",
        _("Ett utkast från teamet stoppades"),
        _("Ett utkast till en lärdom från %(team)s stoppades. Det är borta för alla."),
    ),
    NoticeKind(
        "lesson_free",
        _("Jag kan publicera ett utkast som teamet har läst"),
        _("Andra har haft tid att läsa ditt utkast. Nu kan du publicera det."),
    ),
    NoticeKind(
        "outcome_drafted",
        _("Teamet är på väg att berätta för andra"),
        _("%(team)s har ett utkast att visa för andra. Du kan läsa, ändra och stoppa det."),
    ),
    NoticeKind(
        "outcome_stopped",
        _("Teamets text till andra stoppades"),
        _("Det %(team)s var på väg att berätta för andra stoppades. Det är borta för alla."),
    ),
    NoticeKind(
        "actions_open",
        _("Jag har åtgärder som pågår, när veckan börjar"),
        _("Det du ser till i %(team)s den här veckan. Antal: %(number)s."),
    ),
    NoticeKind(
        "action_due",
        _("En åtgärd som jag ser till ska vara klar nästa arbetsdag"),
        _("Det du ser till i %(team)s ska snart vara klart. Antal: %(number)s."),
    ),
    NoticeKind(
        "member_came",
        _("Någon kom till ditt team"),
        _("Någon ny är med i %(team)s"),
        False,
    ),
    NoticeKind(
        "member_left",
        _("Någon lämnade ditt team"),
        _("Någon har lämnat %(team)s"),
        False,
    ),
    NoticeKind(
        "out_of_a_team",
        _("Du är inte längre med i ett team"),
        _("Du är inte längre med i %(team)s"),
    ),
    NoticeKind("in_a_team", _("Du är med i ett team"), _("Du är med i teamet %(team)s")),
)
