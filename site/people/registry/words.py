"""What the registrar reads about classes, retention and copies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.records import Keep

Text = str | Promise

HOW_LONG: dict[Keep, Text] = {
    Keep.INSTALLATION: _("Så länge Utbyte används."),
    Keep.EMPLOYMENT: _(
        "Så länge anställningen varar, och sedan tills ni gallrar. Utbyte tar inte bort det: ni "
        "bestämmer när enligt er gallringsplan, och den som driver Utbyte gör det åt er."
    ),
    Keep.PUBLISHED: _(
        "Så länge texten är publicerad. Sedan bestämmer ni enligt er arkivplan. Utbyte tar inte "
        "bort något."
    ),
    Keep.DRAFT: _(
        "Tills den som skriver publicerar det eller slänger det. Utbyte tar inte bort det."
    ),
    Keep.WEEK: _(
        "Tills teamet sätter punkt, som längst i 30 dagar. Sedan raderas det av sig självt."
    ),
    Keep.APPLICATION: _(
        "Minst 24 månader efter beslutet, för så länge kan någon hävda diskriminering. Sedan tar "
        "ni bort det enligt er gallringsplan, med hjälp av den som driver Utbyte."
    ),
    Keep.PLACEMENT: _(
        "Minst tio år efter slutet. Sedan tar ni bort det enligt er gallringsplan, med hjälp av "
        "den som driver Utbyte."
    ),
    Keep.LOG: _(
        "I 24 månader, från att det hände eller blev besvarat. Sedan raderas det av sig självt."
    ),
    Keep.YEAR: _("I 12 månader. Sedan raderas det av sig självt."),
    Keep.SEASON: _("I 12 veckor. Sedan raderas det av sig självt."),
    Keep.BRIEF: _(
        "I 30 dagar från att det skickades eller gick ut. Sedan raderas det av sig självt."
    ),
    Keep.SESSION: _("Som längst i 12 timmar. Sedan raderas det av sig självt."),
}

CLASS: dict[str, Text] = {
    "public": _("öppna uppgifter"),
    "internal": _("interna uppgifter"),
    "personal": _("personuppgifter"),
    "sensitive": _("känsliga uppgifter"),
    "anonymous": _("uppgifter utan namn"),
}

IN_SEARCH = _("I sökregistret, bara för dem som får läsa. Försvinner när texten gör det.")
IN_MAIL = _("I brev till den det gäller.")
LINK_IN_MAIL = _("Brev säger att något har hänt, med en länk. Innehållet står inte där.")
IN_BACKUP = _("I säkerhetskopian, tills kopian är för gammal.")
