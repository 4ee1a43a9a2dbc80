"""Anyone starts a team with colleagues."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from people.audit import record
from people.notices.actions import tell
from people.organisations.models import Team
from people.persons.models import Person


def may_start(person: Person) -> bool:
    return person.employment is not None and person.belonging.connected


@transaction.atomic
def start_team(*, name: str, colleagues: list[Person], by: Person, **when: Any) -> Team:
    """Anyone starts a team with colleagues of the own organisation. `when`: its day and time."""
    if by.employment is None or not may_start(by):
        raise PermissionDenied("only staff of connected organisations")
    organisation = by.employment.unit.organisation
    for one in colleagues:
        if organisation.pk not in one.belonging.organisations:
            raise PermissionDenied("only colleagues")
    team, is_new = Team.objects.get_or_create(organisation=organisation, name=name, defaults=when)
    if not is_new:
        raise ValidationError(_("Det finns redan ett team som heter så."))
    team.members.set([by, *colleagues])
    record("team started", team, by=by, members=len(colleagues) + 1)
    tell("in_a_team", colleagues, url=reverse("knowledge:friday"), team=name)
    return team
