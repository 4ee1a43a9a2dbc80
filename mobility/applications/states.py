"""The life of an application, and of the home manager's consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.states import Table


class State(models.TextChoices):
    SUBMITTED = "submitted", _("Skickad")
    SHORTLISTED = "shortlisted", _("I urvalet")
    OFFERED = "offered", _("Erbjuden plats")
    ACCEPTED = "accepted", _("Tackat ja")
    NOT_SELECTED = "not_selected", _("Inte vald den här gången")
    WITHDRAWN = "withdrawn", _("Återtagen")
    DECLINED = "declined", _("Tackat nej")


TRANSITIONS: Table = {
    "shortlist": (frozenset({State.SUBMITTED}), State.SHORTLISTED),
    "offer": (frozenset({State.SHORTLISTED}), State.OFFERED),
    "accept": (frozenset({State.OFFERED}), State.ACCEPTED),
    "decline": (frozenset({State.OFFERED}), State.DECLINED),
    "reject": (frozenset({State.SUBMITTED, State.SHORTLISTED}), State.NOT_SELECTED),
    "cancel": (
        frozenset({State.SUBMITTED, State.SHORTLISTED, State.OFFERED}),
        State.NOT_SELECTED,
    ),
    "withdraw": (
        frozenset({State.SUBMITTED, State.SHORTLISTED, State.OFFERED}),
        State.WITHDRAWN,
    ),
    "submit again": (frozenset({State.WITHDRAWN}), State.SUBMITTED),
}
ALIVE = (State.SUBMITTED, State.SHORTLISTED, State.OFFERED)


class Answer(models.TextChoices):
    REQUESTED = "requested", _("Väntar på svar")
    GRANTED = "granted", _("Ja")
    DEFERRED = "deferred", _("Inte nu, senare")
    REFUSED = "refused", _("Nej")


ANSWERS: Table = {
    "grant": (frozenset({Answer.REQUESTED}), Answer.GRANTED),
    "defer": (frozenset({Answer.REQUESTED}), Answer.DEFERRED),
    "refuse": (frozenset({Answer.REQUESTED}), Answer.REFUSED),
    "ask again": (frozenset({Answer.DEFERRED, Answer.REFUSED}), Answer.REQUESTED),
}
