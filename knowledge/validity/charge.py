"""Who is in charge of a unit's lessons: its nearest managers, else the administrators."""

from __future__ import annotations

from dataclasses import dataclass, field

from people.organisations.models import Employment, Organisation, Role, Unit
from people.persons.models import Person

LEADERS = (Role.Kind.MANAGER, Role.Kind.ADMINISTRATOR)


@dataclass(frozen=True)
class Charge:
    """One organisation's units, by the people who answer for them."""

    lineages: dict[int, list[int]]
    managers: dict[int, set[int]] = field(default_factory=dict)
    administrators: set[int] = field(default_factory=set)

    @classmethod
    def at(cls, organisation: Organisation | int) -> Charge:
        """In two queries, however many the units."""
        units = Unit.objects.filter(organisation=organisation)
        charge = cls({unit.pk: unit.ancestry for unit in units.only("pk", "lineage")})
        here = Employment.objects.current().filter(unit__organisation=organisation)
        leaders = Role.objects.filter(organisation=organisation, kind__in=LEADERS)
        for role in leaders.filter(person__in=here.values("person"), person__is_active=True):
            if role.kind == Role.Kind.ADMINISTRATOR:
                charge.administrators.add(role.person_id)
            elif role.unit_id:
                charge.managers.setdefault(role.unit_id, set()).add(role.person_id)
        return charge

    def of(self, unit: int | None) -> set[int]:
        """Ids of those who answer for the unit."""
        for above in reversed(self.lineages.get(unit or 0, [])):
            if above in self.managers:
                return self.managers[above]
        return self.administrators


def leads(person: Person) -> set[int]:
    """The organisations where the person is a manager or an administrator. No query."""
    return {role.organisation_id for role in person.belonging.roles if role.kind in LEADERS}


def is_in_charge(person: Person, organisation: int, unit: Unit | None) -> bool:
    """The same answer for one unit; without a query for most people."""
    if organisation not in leads(person):
        return False
    above = unit.ancestry if unit else []
    roles = [one for one in person.belonging.roles if one.organisation_id == organisation]
    own = [one.unit_id for one in roles if one.kind == Role.Kind.MANAGER and one.unit_id in above]
    nearest = max((above.index(at) for at in own), default=-1)
    is_administrator = any(one.kind == Role.Kind.ADMINISTRATOR for one in roles)
    if nearest < 0 and not is_administrator:
        return False
    here = Employment.objects.current().filter(unit__organisation=organisation)
    nearer = Role.objects.filter(kind=Role.Kind.MANAGER, unit__in=above[nearest + 1 :])
    return not nearer.filter(person__in=here.values("person"), person__is_active=True).exists()
