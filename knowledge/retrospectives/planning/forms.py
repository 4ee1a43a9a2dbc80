"""When the team meets, when it has leave, and who leads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.cadence import LeaveWeek
from knowledge.retrospectives.meeting import Meeting, coming
from knowledge.retrospectives.planning.actions import leave_seen
from knowledge.retrospectives.planning.rota import ANOTHER_LEADS, Rota
from people.forms import HouseForm, NameField, PeopleField
from people.ordering import by_name
from people.organisations.forms import WEEKDAYS
from people.organisations.models import Employment, Team
from people.organisations.models.teams import must_have_a_board
from people.persons.models import Person
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"weekday", "meets_at"} <= cleaned.keys():
            must_have_a_board(cleaned["weekday"], cleaned["meets_at"])
        return cleaned


class StartTeamForm(TimeForm):
    """The colleagues are those of the own unit; others are found by name when the team is there."""

    name = NameField(label=_("Teamets namn"), max_length=120)
    colleagues = PeopleField(
        queryset=Person.objects.none(),
        label=_("Vilka på din enhet är med?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Från fem personer, du med, kan lapparna vara utan namn. Är ni färre står namnen på "
            "lapparna, för då går det för lätt att gissa vem som skrev. "
            "Kollegor på andra enheter söker du fram sedan."
        ),
    )
    field_order = ("name", "weekday", "meets_at", "colleagues")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, team=Team(), **kwargs)
        beside: Any = Person.objects.none()
        if person.employment:
            unit = person.employment.unit
            near = Employment.objects.current().filter(unit=unit).values("person")
            beside = Person.objects.visible_to(person).employed_at(unit.organisation)
            beside = beside.filter(pk__in=near).exclude(pk=person.pk)
        self.fields["colleagues"].queryset = beside.order_by(by_name())  # type: ignore[attr-defined]
        if not self.fields["colleagues"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["colleagues"]


class LeaveForm(HouseForm):
    weeks = forms.MultipleChoiceField(
        label=_("Vilka veckor är ni lediga?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De veckorna öppnar ingen tavla, och ingen får någon påminnelse."),
    )
    seen = forms.CharField(
        max_length=200, required=False, widget=forms.HiddenInput({"autocomplete": "off"})
    )

    def __init__(
        self, *args: Any, team: Team, leave: set[str] | None = None, **kwargs: Any
    ) -> None:
        """`leave`: the weeks off, where they are known."""
        leave = LeaveWeek.objects.keys_of(team) if leave is None else leave
        kwargs["initial"] = {"weeks": sorted(leave), "seen": leave_seen(leave)}
        super().__init__(*args, **kwargs)
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            (one.key, named(one)) for one in coming(team)
        ]


class SwapForm(HouseForm):
    """The week of another goes with the person, so that nobody else is hit by an old page."""

    mine = forms.ChoiceField(label=_("Din vecka"))
    theirs = forms.ChoiceField(
        label=_("Mot veckan"), error_messages={"invalid_choice": ANOTHER_LEADS}
    )

    def __init__(self, *args: Any, rota: Rota, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(names_of(rota, by))
        mine = [(one.key, named(one)) for one, person in rota.ahead if person == by]
        others = [(one, person.pk) for one, person in rota.ahead if person != by]
        theirs = [
            (f"{one.key} {pk}", f"{named(one)}, {names[pk]}" if pk in names else named(one))
            for one, pk in others
        ]
        self.fields["mine"].choices = mine  # type: ignore[attr-defined]
        self.fields["theirs"].choices = theirs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "theirs" in cleaned:
            week, whose = cleaned["theirs"].split()
            cleaned |= {"theirs": week, "whose": int(whose)}
        return cleaned


class HandOverForm(HouseForm):
    to = forms.TypedChoiceField(label=_("Vem tar veckan?"), coerce=int)

    def __init__(self, *args: Any, rota: Rota, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rota = rota
        self.fields["to"].choices = names_of(rota, by)  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        return next(one for one in self.rota.members if one.pk == self.cleaned_data["to"])


def names_of(rota: Rota, viewer: Person) -> list[tuple[int, str]]:
    """The others in the team whose names the viewer may see."""
    among = [one.pk for one in rota.members]
    seen = set(Person.objects.visible_to(viewer).filter(pk__in=among).values_list("pk", flat=True))
    return [(one.pk, one.name) for one in rota.members if one != viewer and one.pk in seen]


def named(meeting: Meeting) -> str:
    facts = {"week": meeting.week, "day": date_in_words(meeting.monday, with_year=False)}
    return _("v. %(week)s, från måndag %(day)s") % facts
