"""Units added, moved and merged. Nothing that belonged to them is lost."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from people.audience import Audience
from people.audit import record
from people.organisations.actions import must_administer
from people.organisations.leaving import left
from people.organisations.models import Employment, Organisation, Role, Team, Unit
from people.persons.models import Person
from people.pointing import keys_to


@transaction.atomic
def add_unit(*, organisation: Organisation, by: Person, **fields: Any) -> Unit:
    must_administer(by, organisation)
    unit = Unit.objects.create(organisation=organisation, **fields)
    record("unit added", unit, by=by, organisation=organisation.pk)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Person) -> None:
    """Store a new name or authority. Moving is `move_unit`."""
    must_administer(by, unit.organisation)
    unit.save()
    record("unit changed", unit, by=by)


@transaction.atomic
def move_unit(*, unit: Unit, under: Unit | None, by: Person) -> None:
    """The unit keeps its people, articles and history; everything under it comes along."""
    must_administer(by, unit.organisation)
    if under and under.organisation_id != unit.organisation_id:
        raise PermissionDenied
    if under and under.lineage.startswith(unit.lineage):
        raise ValidationError(_("En enhet kan inte ligga under sig själv."))
    before = unit.lineage
    unit.parent = under
    unit.save()
    below = Unit.objects.filter(lineage__startswith=before).exclude(pk=unit.pk)
    rest = Substr(F("lineage"), len(before) + 1)
    below.update(lineage=Concat(Value(unit.lineage), rest))
    record("unit moved", unit, by=by, under=under.pk if under else None)
    left(unit.organisation)


@transaction.atomic
def merge_unit(*, unit: Unit, into: Unit, by: Person) -> None:
    """Everything that belonged to `unit` belongs to `into`; the old unit stays as history."""
    must_administer(by, unit.organisation)
    if into.organisation_id != unit.organisation_id or into.merged_into_id:
        raise PermissionDenied
    if into.lineage.startswith(unit.lineage):
        raise ValidationError(_("Välj en enhet som inte är den här eller ligger under den."))
    for child in unit.children.living():
        move_unit(unit=child, under=into, by=by)
    _join_employments(unit, into)
    Team.objects.filter(unit=unit).update(unit=into)
    Audience.objects.unit_merged(unit, into)
    _move_what_points_at(unit, into)
    unit.merged_into = into
    unit.save()
    record("unit merged", unit, by=by, into=into.pk)
    left(unit.organisation)


def _join_employments(unit: Unit, into: Unit) -> None:
    """Whoever works in both has one employment afterwards, with both shares."""
    there = {one.person_id: one for one in Employment.objects.current().filter(unit=into)}
    for one in Employment.objects.current().filter(unit=unit, person__in=there):
        kept = there[one.person_id]
        kept.share = min(100, kept.share + one.share)
        kept.save(update_fields=["share"])
        one.delete()
    Employment.objects.filter(unit=unit).update(unit=into)


def _move_what_points_at(unit: Unit, into: Unit) -> None:
    """Rows of other rooms that name the unit (articles, opportunities) follow it, by their key."""
    stays = {Unit, Employment, Team, Role, Audience}
    for key in keys_to(Unit):
        if key.model not in stays:
            _repoint(key.model._base_manager.filter(**{key.name: unit}), {key.name: into})
    for role in Role.objects.filter(unit=unit):
        facts: dict[str, Any] = {"person": role.person, "kind": role.kind}
        Role.objects.get_or_create(**facts, organisation=role.organisation, unit=into)
        role.delete()


def _repoint(rows: QuerySet[Any], change: dict[str, Unit]) -> None:
    """All at once; else one by one, leaving behind what stands there already."""
    try:
        with transaction.atomic():
            rows.update(**change)
    except IntegrityError:
        for pk in list(rows.values_list("pk", flat=True)):
            with suppress(IntegrityError), transaction.atomic():
                rows.filter(pk=pk).update(**change)
