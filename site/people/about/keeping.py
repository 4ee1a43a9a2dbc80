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
        _("Konto, profil, kompetenser, önskemål och notiser"),
        _("Så länge du är anställd, och sedan i 12 månader."),
    ),
    Keep.PUBLISHED: Kept(
        _("Lärdomar, frågor, svar och annat som är publicerat"),
        _("Så länge texten är publicerad. Därefter enligt organisationens arkivplan."),
    ),
    Keep.DRAFT: Kept(
        _("Utkast"),
        _("Tills du publicerar eller slänger dem. Orörda utkast tas bort efter 24 månader."),
    ),
    Keep.WEEK: Kept(
        _("Lappar och röster i fredagsåterblicken"),
        _("Tills teamet sätter punkt, som längst i 30 dagar."),
    ),
    Keep.APPLICATION: Kept(
        _("Ansökningar och beslut om dem"),
        _("24 månader efter beslutet. Så länge kan någon hävda diskriminering."),
    ),
    Keep.PLACEMENT: Kept(
        _("Överenskommelser och placeringar"),
        _("Tio år efter slutet, som andra avtal."),
    ),
    Keep.LOG: Kept(
        _("Logg över vem som gjort vad"),
        _("24 månader."),
    ),
    Keep.YEAR: Kept(
        _("Vilken version av en lärdom du senast läste, så att du ser vad som är nytt"),
        _("12 månader. Ditt namn sparas inte, och ingen annan kan se det."),
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
