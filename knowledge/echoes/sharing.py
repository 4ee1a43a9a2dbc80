"""A team lets a label echo after its full stop, and takes it back until the week is over.

What is stored is a sorted list of marks, equally many all week: those of what teams have shared,
and as many of nothing as are needed. Without the installation's secret nobody can tell one from the
other, nor what a mark is of. The list is a function of what is shared: it holds no order and no
trace of what was there before.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from knowledge.echoes.labels import Label
from knowledge.echoes.models import EchoMarks, monday_of
from knowledge.retrospectives.models import LONGEST, Retrospective
from knowledge.retrospectives.opening import must_belong
from people.organisations.models import Organisation, Team
from people.persons.models import Person

MOST = 3  # labels of a team a week
LEAST = 128  # marks of a week, however few teams there are


def own_stops() -> models.QuerySet[Retrospective]:
    """Boards that a team has set its full stop on. A forgotten one tells of no team that meets."""
    return Retrospective.objects.filter(closed_on__lt=models.F("opened_on") + LONGEST)


def choice_of(team: Team) -> list[Label] | None:
    """What the team lets echo this week; None when it cannot choose.

    It can from its full stop until the week is over, whichever week the board was of.
    """
    monday = monday_of(timezone.localdate())
    row = EchoMarks.objects.filter(organisation=team.organisation_id, monday=monday)
    stops = own_stops().filter(team=team, closed_on__gte=monday)
    found = stops.annotate(marks_there=models.Subquery(row.values("marks")))
    for marks in found.values_list("marks_there", flat=True)[:1]:
        return [label for label in Label if mark_of(team.pk, label, monday) in (marks or ())]
    return None


def room_for(teams: int) -> int:
    """How many marks a week has: enough for all teams, in steps that hardly tell how many."""
    return max(LEAST, 1 << (MOST * teams - 1).bit_length()) if teams else LEAST


def _mark(*of: object) -> str:
    """128 bits that only the installation's secret ties to what they are of."""
    return salted_hmac("knowledge.echoes", repr(of), algorithm="sha256").hexdigest()[:32]


def mark_of(team: int, label: str, monday: date) -> str:
    return _mark("team", team, str(label), monday)


def _nothing(organisation: int, monday: date, room: int) -> list[str]:
    return [_mark("nothing", organisation, monday, number) for number in range(room)]


def _filled(nothing: list[str], real: Collection[str]) -> list[str]:
    spare = max(0, len(nothing) - len(real))
    return sorted([*real, *nothing[:spare]])


def make_week(organisation: Organisation, monday: date) -> EchoMarks:
    """The week's row, with room for the teams that there are when it is made."""
    teams = Team.objects.filter(organisation=organisation).count()
    marks = _filled(_nothing(organisation.pk, monday, room_for(teams)), ())
    row, _is_new = EchoMarks.objects.get_or_create(
        organisation=organisation, monday=monday, defaults={"marks": marks}
    )
    return row


def make_weeks() -> None:
    """This week's row for all who are connected, whether or not anybody shares. Safe again."""
    monday = monday_of(timezone.localdate())
    made = EchoMarks.objects.filter(monday=monday).values("organisation")
    for organisation in Organisation.objects.connected().exclude(pk__in=made):
        make_week(organisation, monday)


@transaction.atomic
def share(*, team: Team, by: Person, labels: Collection[str]) -> None:
    """Exactly these labels from now on. Nobody is told, and nothing is logged."""
    must_belong(by, team.pk)
    if choice_of(team) is None:
        raise ValidationError(_("Sätt punkt först."))
    if len(set(labels)) > MOST:
        raise ValidationError(_("Välj högst tre."))
    _write(team, set(labels))


@transaction.atomic
def take_back(*, team: Team, by: Person) -> None:
    """Not after Sunday: then what was shared lies in a week that is over."""
    must_belong(by, team.pk)
    if choice_of(team) is None:
        raise ValidationError(
            _("Det gick att ta tillbaka till och med söndag. Nu är det för sent.")
        )
    _write(team, set())


def _write(team: Team, labels: set[str]) -> None:
    monday = monday_of(timezone.localdate())
    row = make_week(team.organisation, monday)
    row = EchoMarks.objects.select_for_update().get(pk=row.pk)
    nothing = _nothing(team.organisation_id, monday, len(row.marks))
    own = {mark_of(team.pk, label, monday) for label in Label}
    others = set(row.marks) - set(nothing) - own
    chosen = {mark_of(team.pk, label, monday) for label in labels}
    row.marks = _filled(nothing, others | chosen)
    row.save(update_fields=["marks"])
