"""What people are told about trying together. Organisations are named, persons never."""

from django.utils.translation import gettext_lazy as _

from people.notices.kinds import NoticeKind

KINDS = (
    NoticeKind(
        "call_asked",
        _("Någon vill prova med er"),
        _("%(organisation)s vill vara med och prova ”%(title)s”"),
    ),
    NoticeKind(
        "call_yes",
        _("Ni får vara med och prova"),
        _("Ni är med: %(organisation)s vill prova ”%(title)s” med er"),
    ),
    NoticeKind(
        "call_no",
        _("Ni får inte vara med den här gången"),
        _("%(organisation)s tackar nej till er för ”%(title)s” den här gången"),
    ),
    NoticeKind(
        "call_left",
        _("Någon drar sig ur ett försök"),
        _("%(organisation)s är inte med längre och provar ”%(title)s”"),
    ),
    NoticeKind(
        "call_closed",
        _("En inbjudan att prova är stängd"),
        _("%(organisation)s har stängt sin inbjudan att prova ”%(title)s”"),
    ),
)
