"""Who speaks for an organisation about what it tries."""

from __future__ import annotations

from typing import Protocol

from django.db.models import Exists, OuterRef, Q

from people.organisations.models import Employment, Role, Unit
from people.persons.models import Person, Viewer


class Spoken(Protocol):
    """Something an organisation has said, and who began it."""

    organisation_id: int
    unit: Unit | None

    @property
    def begun_by(self) -> int | None: ...


def speaks_for(person: Viewer, said: Spoken) -> bool:
    """Who began it, the unit's managers and the organisation's editors, while they work there."""
    if not isinstance(person, Person) or said.organisation_id not in person.belonging.organisations:
        return False
    if person.pk == said.begun_by or person.has_role(Role.Kind.EDITOR, said.organisation_id):
        return True
    above = set(said.unit.ancestry) if said.unit else set()
    return any(
        role.kind == Role.Kind.MANAGER
        and role.organisation_id == said.organisation_id
        and (role.unit_id is None or role.unit_id in above)
        for role in person.belonging.roles
    )


def waits_for(person: Person, began: str) -> Q:
    """Rows that the person answers for: one's own, and those whose beginner has left.

    `began` is the name of the field that says who began it.
    """
    there = Employment.objects.current().filter(
        person=OuterRef(began), unit__organisation=OuterRef("organisation")
    )
    own = Q(**{began: person.pk}, organisation__in=person.belonging.organisations)
    inherited = Q()
    for role in person.belonging.roles:
        at = Q(organisation=role.organisation_id)
        if role.kind == Role.Kind.EDITOR or (role.kind == Role.Kind.MANAGER and not role.unit_id):
            inherited |= at
        elif role.kind == Role.Kind.MANAGER:
            inherited |= at & Q(unit__lineage__contains=f"/{role.unit_id}/")
    return own | (inherited & Q(~Exists(there))) if inherited else own


def those_who_answer(said: Spoken) -> list[Person]:
    """Who began it; when they have left, the unit's managers, else the organisation's editors."""
    staff = Person.objects.active().filter(
        Exists(
            Employment.objects.current().filter(
                person=OuterRef("pk"), unit__organisation=said.organisation_id
            )
        )
    )
    above = said.unit.ancestry if said.unit else []
    roles = Role.objects.filter(organisation=said.organisation_id)
    managers = roles.filter(kind=Role.Kind.MANAGER, unit__in=above)
    editors = roles.filter(kind=Role.Kind.EDITOR)
    for who in (
        Q(pk=said.begun_by),
        Q(pk__in=managers.values("person")),
        Q(pk__in=editors.values("person")),
    ):
        found = list(staff.filter(who))
        if found:
            return found
    return []


def own_units(person: Person) -> dict[int, Unit]:
    """Where the person works now, at connected employers, largest share first."""
    return {
        one.unit_id: one.unit
        for one in person.belonging.employments
        if one.unit.organisation.is_connected
    }
