"""Whose turn it is to lead. It is a name on the page and gives no rights."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.retrospectives.cadence import LeaveWeek, Turn
from knowledge.retrospectives.meeting import Meeting, coming
from knowledge.retrospectives.opening import must_belong
from people.audit import record
from people.notices.actions import tell
from people.ordering import by_name
from people.organisations.models import Team
from people.persons.models import Person

ANOTHER_LEADS = gettext_lazy("Den veckan leder någon annan nu. Välj igen.")


class Rota:
    """The members by name, one a week in turn, but for what they have agreed on."""

    def __init__(self, team: Team) -> None:
        self.team = team

    @cached_property
    def members(self) -> list[Person]:
        return list(self.team.people.order_by(by_name(), "pk"))

    @cached_property
    def agreed(self) -> dict[str, int]:
        return {turn.key: turn.person_id for turn in Turn.objects.filter(team=self.team)}

    @cached_property
    def leave(self) -> set[str]:
        return LeaveWeek.objects.keys_of(self.team)

    def leads(self, meeting: Meeting) -> Person | None:
        """Who has left the team drops out, and the week goes by the order of names again."""
        agreed = self.agreed.get(meeting.key)
        chosen = next((one for one in self.members if one.pk == agreed), None)
        if chosen or not self.members:
            return chosen
        return self.members[meeting.number % len(self.members)]

    @cached_property
    def ahead(self) -> list[tuple[Meeting, Person]]:
        """The coming weeks that have a meeting, and who leads each."""
        weeks = [one for one in coming(self.team) if one.key not in self.leave]
        return [(one, person) for one in weeks if (person := self.leads(one))]

    def week(self, key: str) -> tuple[Meeting, Person]:
        for meeting, person in self.ahead:
            if meeting.key == key:
                return meeting, person
        raise ValidationError(_("Välj en av veckorna som kommer."))


@transaction.atomic
def swap(*, team: Team, by: Person, mine: str, theirs: str, whose: int) -> None:
    """One's own week against another's, in one step. The other is told.

    `whose`: the key of the one who led their week when it was chosen.
    """
    rota = _locked(team, by)
    (own, leader), (other, person) = rota.week(mine), rota.week(theirs)
    if leader != by or person == by:
        raise ValidationError(_("Byt en av dina egna veckor mot någon annans."))
    if person.pk != whose:
        raise ValidationError(ANOTHER_LEADS)
    _set(own, person)
    _set(other, by)
    record("turns swapped", team, by=by, weeks=[mine, theirs])
    _tell("turn_swapped", person, team, week=own.week, instead=other.week)


@transaction.atomic
def hand_over(*, team: Team, by: Person, to: Person) -> None:
    """This week's turn, by the one who has it."""
    rota = _locked(team, by)
    meeting, leader = rota.week(coming(team, 1)[0].key)
    if leader != by or to == by or to not in rota.members:
        raise ValidationError(_("Bara den som leder den här veckan kan lämna över, till en annan."))
    _set(meeting, to)
    record("turn handed over", team, by=by, week=meeting.key)
    _tell("turn_given", to, team)


def _locked(team: Team, by: Person) -> Rota:
    """Two who swap at once do so one after the other."""
    must_belong(by, team.pk)
    return Rota(Team.objects.select_for_update(of=("self",)).get(pk=team.pk))


def _set(meeting: Meeting, person: Person) -> None:
    Turn.objects.update_or_create(
        team=meeting.team, year=meeting.year, week=meeting.week, defaults={"person": person}
    )


def _tell(kind: str, person: Person, team: Team, **facts: int) -> None:
    url = reverse("knowledge:planning", args=[team.pk])
    tell(kind, [person], url=url, team=team.name, **facts)
