"""Who comes to a team and who leaves it. It is written down by day, and all members are told."""

from collections.abc import Callable, Iterable

from django.db import transaction

from people.organisations.models import Organisation, Team, TeamChange, TeamMembership
from people.persons.models import Person

Changed = Callable[[Team, list[Person], bool, Person | None], object]

_registered: list[Changed] = []


def when_a_team_changes(act: Changed) -> None:
    """`act` gets the team, who it is about, whether they came (else left), and who did it."""
    if act not in _registered:
        _registered.append(act)


@transaction.atomic
def let_in(team: Team, persons: Iterable[Person], by: Person | None = None) -> list[Person]:
    """Returns those who were not in it already."""
    found = [(one, *team.memberships.get_or_create(person=one)) for one in persons]
    new = [person for person, _row, is_new in found if is_new]
    _write_down(team, new, True, by)
    return new


@transaction.atomic
def let_go(team: Team, persons: Iterable[Person], by: Person | None = None) -> list[Person]:
    """Access ends at the next request. Returns those who were in it."""
    gone = [one for one in persons if team.memberships.filter(person=one).delete()[0]]
    _write_down(team, gone, False, by)
    return gone


def let_go_everywhere(person: Person, organisation: Organisation, by: Person | None = None) -> None:
    for team in Team.objects.filter(organisation=organisation, memberships__person=person):
        let_go(team, [person], by)


def upkeep() -> None:
    """Whose last day at work has passed leaves the team; what happened long ago is forgotten."""
    for one in TeamMembership.objects.ended().select_related("team", "person"):
        let_go(one.team, [one.person])
    TeamChange.objects.forgotten().delete()


def _write_down(team: Team, persons: list[Person], came: bool, by: Person | None) -> None:
    if not persons:
        return
    TeamChange.objects.bulk_create(TeamChange(team=team, person=one, came=came) for one in persons)
    for act in _registered:
        act(team, persons, came, by)
