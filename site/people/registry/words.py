"""What the registrar reads about classes, retention and copies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.records import Keep

Text = str | Promise

HOW_LONG: dict[Keep, Text] = {
    Keep.INSTALLATION: _("Så länge Utbyte används."),
    Keep.EMPLOYMENT: _("Så länge anställningen varar, och sedan i 12 månader."),
    Keep.PUBLISHED: _("Så länge texten är publicerad. Därefter enligt er arkivplan."),
    Keep.DRAFT: _("Tills det publiceras eller slängs. Orört i 24 månader tas det bort."),
    Keep.WEEK: _("Tills teamet sätter punkt, som längst i 30 dagar. Sedan är det raderat."),
    Keep.APPLICATION: _("I 24 månader efter beslutet."),
    Keep.PLACEMENT: _("I tio år efter slutet."),
    Keep.LOG: _("I 24 månader."),
    Keep.YEAR: _("I 12 månader."),
    Keep.SEASON: _("I 12 veckor."),
    Keep.BRIEF: _("I 30 dagar."),
    Keep.SESSION: _("Som längst i 12 timmar."),
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
