"""Once a week, on Monday morning: what have several teams met?

All labels of an organisation are weighed together, once, from whole weeks. So nothing that one
team does is seen as a change by itself, and what has been heard sounds for four weeks, whatever
happens meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from knowledge.echoes.labels import Label
from knowledge.echoes.models import WEEK, WEEKS, Echo, EchoMarks, monday_of
from knowledge.echoes.sharing import make_week, make_weeks, mark_of, own_stops
from knowledge.retrospectives.quiet import MORNING
from people.notices.actions import tell
from people.organisations.models import (
    Employment,
    Organisation,
    Role,
    Team,
    TeamChange,
    TeamMembership,
)
from people.persons.models import Person

TEAMS, UNITS = 3, 2
PEOPLE = 6  # in the teams that are left when one of them is thought away
AROUND = 5  # teams that could have shared
OTHERS = 3  # of those, for each person: so many that they are not in, and know nothing of


@dataclass
class Sharing:
    """A team as it is weighed. `left`: who was in it when it may have shared, and is no more."""

    pk: int
    unit: int | None
    members: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)


def listen() -> None:
    """Make the week's rows, and weigh from Monday at eight; safe to call again."""
    make_weeks()
    now = timezone.localtime()
    monday = monday_of(now.date())
    if now < timezone.make_aware(datetime.combine(monday, MORNING)):
        return
    weighed = EchoMarks.objects.filter(monday=monday, is_weighed=True)
    waiting = Organisation.objects.connected().exclude(pk__in=weighed.values("organisation"))
    for organisation in waiting.filter(pk__in=Team.objects.values("organisation")):
        weigh(organisation, monday, heard(organisation, monday))


@transaction.atomic
def weigh(organisation: Organisation, monday: date, labels: list[Label]) -> None:
    """Let the labels sound, once a week; what is four weeks old is forgotten."""
    row = make_week(organisation, monday)
    row = EchoMarks.objects.select_for_update().get(pk=row.pk)
    if row.is_weighed:
        return
    row.is_weighed = True
    row.save(update_fields=["is_weighed"])
    first = monday - WEEKS * WEEK
    EchoMarks.objects.filter(organisation=organisation, monday__lte=first).delete()
    echoes = Echo.objects.filter(organisation=organisation)
    echoes.filter(heard_on__lte=first).delete()
    sounding = set(echoes.values_list("label", flat=True))
    for label in labels:
        if label not in sounding:
            echo = Echo.objects.create(organisation=organisation, label=label, heard_on=monday)
            tell_editors(echo)


def heard(organisation: Organisation, monday: date) -> list[Label]:
    """The labels that enough teams have shared in the four weeks before `monday`."""
    weeks = EchoMarks.objects.filter(organisation=organisation, monday__lt=monday)
    weeks = weeks.filter(monday__gte=monday - WEEKS * WEEK)
    marks = {row.monday: set(row.marks) for row in weeks}
    teams = teams_at(organisation, monday)
    if not is_crowd(teams):
        return []

    def shares(team: Sharing, label: Label) -> bool:
        return any(mark_of(team.pk, label, week) in found for week, found in marks.items())

    return [label for label in Label if is_enough([team for team in teams if shares(team, label)])]


def is_crowd(teams: Collection[Sharing]) -> bool:
    """Five teams, of which nobody knows so many that the rest are fewer than three.

    So whoever shares in two teams cannot tell which the third is, however many they have started.
    """
    known = Counter(person for team in teams for person in team.members | team.left)
    most = max(known.values(), default=0)
    return len(teams) >= AROUND and len(teams) - most >= OTHERS


def is_enough(teams: Collection[Sharing]) -> bool:
    """Three teams in two units, and six people in them whichever team one knows oneself."""
    units = {team.unit for team in teams if team.unit is not None}
    if len(teams) < TEAMS or len(units) < UNITS:
        return False
    without = [[other for other in teams if other is not one] for one in teams]
    return all(len(set().union(*(team.members for team in rest))) >= PEOPLE for rest in without)


def teams_at(organisation: Organisation, monday: date) -> list[Sharing]:
    """Those that have set a full stop in the four weeks before `monday`, with who is in them."""
    since = monday - WEEKS * WEEK
    boards = own_stops().filter(closed_on__gte=since, closed_on__lt=monday)
    teams = Team.objects.filter(organisation=organisation, pk__in=boards.values("team"))
    found = {team.pk: Sharing(team.pk, team.unit_id) for team in teams}
    here = Employment.objects.current().filter(unit__organisation=organisation)
    jobs = here.filter(person__is_active=True).order_by("share", "pk")
    units = dict(jobs.values_list("person", "unit"))
    rows = TeamMembership.objects.filter(team__in=found, person__in=units)
    for team, person in rows.values_list("team", "person"):
        found[team].members.add(person)
    gone = TeamChange.objects.since(since).filter(team__in=found, person__in=units, came=False)
    for team, person in gone.values_list("team", "person"):
        found[team].left.add(person)
    for one in found.values():
        one.unit = one.unit or commonest(units[person] for person in one.members)
    return list(found.values())


def commonest(units: Iterable[int]) -> int | None:
    """Where most of the members work; the oldest unit where as many work in each."""
    counted = Counter(units)
    return min(counted, key=lambda unit: (-counted[unit], unit), default=None)


def tell_editors(echo: Echo) -> None:
    """Editors of the organisation, else its administrators."""
    staff = Person.objects.active().employed_at(echo.organisation)
    roles = Role.objects.filter(organisation=echo.organisation)

    def holding(kind: str) -> list[Person]:
        return list(staff.filter(pk__in=roles.filter(kind=kind).values("person")))

    people = holding(Role.Kind.EDITOR) or holding(Role.Kind.ADMINISTRATOR)
    name = echo.organisation.name
    tell("echo_heard", people, url=echo.get_absolute_url(), organisation=name)
