"""When the team meets, and when it has leave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import Meeting, coming
from people.forms import HouseForm
from people.organisations.forms import WEEKDAYS
from people.organisations.models import Team
from people.words import date_in_words


class TimeForm(HouseForm):
    weekday = forms.TypedChoiceField(label=_("Veckodag"), choices=WEEKDAYS, coerce=int)
    meets_at = forms.TimeField(
        label=_("Klockslag"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Skriv klockslaget som 14:00.")},
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        kwargs["initial"] = {"weekday": team.weekday, "meets_at": team.meets_at}
        super().__init__(*args, **kwargs)


class LeaveForm(HouseForm):
    weeks = forms.MultipleChoiceField(
        label=_("Vilka veckor är ni lediga?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De veckorna öppnar ingen tavla, och ingen får någon påminnelse."),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        kwargs["initial"] = {"weeks": sorted(LeaveWeek.objects.keys_of(team))}
        super().__init__(*args, **kwargs)
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            (one.key, named(one)) for one in coming(team)
        ]


def named(meeting: Meeting) -> str:
    facts = {"week": meeting.week, "day": date_in_words(meeting.monday, with_year=False)}
    return _("v. %(week)s, från måndag %(day)s") % facts
