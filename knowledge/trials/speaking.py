"""Who speaks for an organisation about what it tries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.organisations.models import Employment, Organisation, Role, Unit
from people.persons.models import Person, Viewer


class Spoken(models.Model):
    """Something an organisation has said. `BEGAN` is the field that says who began it."""

    BEGAN: ClassVar[str]

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("Vilken enhet gäller det?"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def begun_by(self) -> int | None:
        began: int | None = getattr(self, f"{self.BEGAN}_id")
        return began

    def may_be_changed_by(self, person: Viewer) -> bool:
        """Who began it, the unit's managers and the organisation's editors, who work there."""
        if not isinstance(person, Person):
            return False
        if self.organisation_id not in person.belonging.organisations:
            return False
        if person.pk == self.begun_by or person.has_role(Role.Kind.EDITOR, self.organisation_id):
            return True
        above = set(self.unit.ancestry) if self.unit else set()
        return any(
            role.kind == Role.Kind.MANAGER
            and role.organisation_id == self.organisation_id
            and (role.unit_id is None or role.unit_id in above)
            for role in person.belonging.roles
        )


def waits_for(person: Person, said: type[Spoken]) -> Q:
    """Rows that the person answers for: one's own, and those whose beginner has left."""
    began = said.BEGAN
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
