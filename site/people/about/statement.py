"""What the accessibility statement says that changes from one assessment to the next."""

from datetime import date

from django.utils.translation import gettext_lazy as _

ASSESSED_ON = date(2026, 11, 22)
UPDATED_ON = date(2026, 11, 22)

# What falls short, and why.
SHORTCOMINGS = (
    (
        _("Redaktörernas verktyg"),
        _(
            "När vi mätte tretton sidor i redaktörernas verktyg hade två av dem fel. Verktyget "
            "heter Wagtail och görs av andra. Vi följer deras rättningar. "
            "Allt som andra behöver göra finns på våra egna sidor."
        ),
    ),
    (
        _("Filer som någon har bifogat"),
        _(
            "En bifogad pdf eller ett kalkylblad kan sakna rubriker eller alternativtext. "
            "Den som bifogar ansvarar för filen. Be om innehållet i en annan form, "
            "så ordnar vi det."
        ),
    ),
    (
        _("Inte prövat av människor med olika hjälpmedel"),
        _(
            "Vi har ännu inte låtit personer som använder skärmläsare, förstoring eller "
            "röststyrning pröva tjänsten från början till slut."
        ),
    ),
)
