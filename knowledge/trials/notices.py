"""What people are told about trials. Organisations are named, persons never."""

from django.utils.translation import gettext_lazy as _

from people.notices.kinds import NoticeKind

KINDS = (
    NoticeKind(
        "lesson_tried",
        _("Någon har provat din lärdom"),
        _("%(organisation)s berättar hur det går med ”%(title)s”"),
    ),
    NoticeKind(
        "trial_asked",
        _("Hur går det med det ni provade?"),
        _("Ni berättade om ”%(title)s”. Hur går det nu?"),
    ),
)
