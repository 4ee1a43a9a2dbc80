"""Each rule of `people.records.Keep` in the words of the privacy page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.records import Keep

Text = str | Promise


@dataclass(frozen=True)
class Kept:
    what: Text
    how_long: Text


KEPT = {
    Keep.EMPLOYMENT: Kept(
        _("Konto, profil, kompetenser och önskemål"),
        _("Så länge du är anställd, och sedan tills din organisation gallrar."),
    ),
    Keep.PUBLISHED: Kept(
        _("Lärdomar, frågor, svar och annat som är publicerat"),
        _("Så länge texten är publicerad. Därefter enligt organisationens arkivplan."),
    ),
    Keep.DRAFT: Kept(
        _("Utkast"),
        _("Tills du publicerar eller slänger dem."),
    ),
    Keep.WEEK: Kept(
        _("Lappar och röster i fredagsåterblicken"),
        _("Tills teamet sätter punkt, som längst i 30 dagar."),
    ),
    Keep.APPLICATION: Kept(
        _("Ansökningar och beslut om dem"),
        _(
            "Minst 24 månader efter beslutet, för så länge kan någon hävda diskriminering. Sedan "
            "tills organisationen gallrar."
        ),
    ),
    Keep.PLACEMENT: Kept(
        _("Överenskommelser och placeringar"),
        _("Minst tio år efter slutet, som andra avtal."),
    ),
    Keep.LOG: Kept(
        _("Logg över vem som gjort vad"),
        _("24 månader."),
    ),
    Keep.YEAR: Kept(
        _("Dina notiser, och vilken version av en lärdom du senast läste"),
        _("12 månader. Ingen annan kan se det, och det du har läst sparas utan ditt namn."),
    ),
    Keep.SEASON: Kept(
        _("Vem som kommit till och lämnat ett team, och sökningar utan träff, utan vem som sökte"),
        _("12 veckor."),
    ),
    Keep.BRIEF: Kept(
        _("Brev som skickats, inbjudningar, vad du ska börja på och annat tillfälligt"),
        _("30 dagar."),
    ),
    Keep.SESSION: Kept(
        _("Att du är inloggad, sedan när och med vilken sorts webbläsare"),
        _("Som längst 12 timmar."),
    ),
    Keep.INSTALLATION: Kept(
        _("Organisationer, enheter, ordlistor och inställningar"),
        _("Så länge Utbyte finns. Här står sällan något om dig."),
    ),
}
