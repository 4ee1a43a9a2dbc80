"""An organisation's own goals: new, renamed, out of use, in use again."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.audit import record
from people.organisations.actions import must_administer
from people.organisations.models import Organisation
from people.persons.models import Person
from people.subgoals.models import Subgoal


@transaction.atomic
def add(
    *, organisation: Organisation, by: Person, goal: str, name_sv: str, name_en: str = ""
) -> Subgoal:
    must_administer(by, organisation)
    one = Subgoal(organisation=organisation, goal=goal, name_sv=name_sv, name_en=name_en)
    _save(one)
    record("subgoal added", one, by=by, goal=goal)
    return one


@transaction.atomic
def rename(*, subgoal: Subgoal, by: Person, name_sv: str, name_en: str = "") -> None:
    """The name changes wherever it stands; which goal it is under never does."""
    must_administer(by, subgoal.organisation)
    subgoal.name_sv, subgoal.name_en = name_sv, name_en
    _save(subgoal)
    record("subgoal renamed", subgoal, by=by)


@transaction.atomic
def retire(*, subgoal: Subgoal, by: Person) -> None:
    """Nobody chooses it any longer; what has it keeps it."""
    must_administer(by, subgoal.organisation)
    rows = Subgoal.objects.living().filter(pk=subgoal.pk)
    if rows.update(retired_at=timezone.now()):
        record("subgoal retired", subgoal, by=by)


@transaction.atomic
def reinstate(*, subgoal: Subgoal, by: Person) -> None:
    must_administer(by, subgoal.organisation)
    if subgoal.retired_at is None:
        return
    subgoal.retired_at = None
    _save(subgoal)
    record("subgoal reinstated", subgoal, by=by)


def _save(one: Subgoal) -> None:
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        raise ValidationError(_("Det finns redan ett delmål som heter så.")) from None
