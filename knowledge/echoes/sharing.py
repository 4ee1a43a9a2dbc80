"""A team lets a label echo after its full stop, and takes it back until the week is over.

What is stored is a sorted list of marks, always equally many: those of what teams have shared, and
as many of nothing as are needed. Without the installation's secret nobody can tell one from the
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
ROOM = 120  # marks of a week: so many teams may share before the list grows, times MOST


def own_stops() -> models.QuerySet[Retrospective]:
    """Boards that a team has set its full stop on. A forgotten one tells of no team that meets."""
    return Retrospective.objects.filter(closed_on__lt=models.F("opened_on") + LONGEST)


def _mark(*of: object) -> str:
    """128 bits that only the installation's secret ties to what they are of."""
    return salted_hmac("knowledge.echoes", repr(of), algorithm="sha256").hexdigest()[:32]


def mark_of(team: int, label: str, monday: date) -> str:
    return _mark("team", team, str(label), monday)


def _nothing(organisation: int, monday: date) -> list[str]:
    return [_mark("nothing", organisation, monday, number) for number in range(ROOM)]


def _filled(organisation: int, monday: date, real: Collection[str]) -> list[str]:
    spare = max(0, ROOM - len(real))
    return sorted([*real, *_nothing(organisation, monday)[:spare]])


def make_week(organisation: Organisation, monday: date) -> EchoMarks:
    marks = _filled(organisation.pk, monday, ())
    row, _is_new = EchoMarks.objects.get_or_create(
        organisation=organisation, monday=monday, defaults={"marks": marks}
    )
    return row


def shared_by(team: Team) -> list[Label]:
    """What the team lets echo this week."""
    monday = monday_of(timezone.localdate())
    row = EchoMarks.objects.filter(organisation=team.organisation_id, monday=monday).first()
    marks = row.marks if row else []
    return [label for label in Label if mark_of(team.pk, label, monday) in marks]


@transaction.atomic
def share(*, board: Retrospective, by: Person, labels: Collection[str]) -> None:
    """Exactly these labels from now on. Nobody is told, and nothing is logged."""
    must_belong(by, board.team_id)
    if not board.is_closed:
        raise ValidationError(_("Sätt punkt först."))
    if len(set(labels)) > MOST:
        raise ValidationError(_("Välj högst tre."))
    _write(board.team, set(labels))


@transaction.atomic
def take_back(*, board: Retrospective, by: Person) -> None:
    must_belong(by, board.team_id)
    _write(board.team, set())


def _write(team: Team, labels: set[str]) -> None:
    monday = monday_of(timezone.localdate())
    row = make_week(team.organisation, monday)
    row = EchoMarks.objects.select_for_update().get(pk=row.pk)
    own = {mark_of(team.pk, label, monday) for label in Label}
    others = set(row.marks) - set(_nothing(team.organisation_id, monday)) - own
    chosen = {mark_of(team.pk, label, monday) for label in labels}
    row.marks = _filled(team.organisation_id, monday, others | chosen)
    row.save(update_fields=["marks"])
