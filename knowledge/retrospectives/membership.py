"""Any member takes in a colleague, and leaves when they want. The whole team is told."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import must_belong
from people.audit import record
from people.notices.actions import tell
from people.organisations.memberships import let_go, let_in
from people.organisations.models import Team
from people.persons.models import Person


@transaction.atomic
def add_colleague(*, team: Team, by: Person, colleague: Person) -> bool:
    """False when they are in it already. They are told and not asked: one click takes them out."""
    must_belong(by, team.pk)
    if team.organisation_id not in colleague.belonging.organisations:
        raise PermissionDenied("only colleagues")
    new = let_in(team, [colleague], by)
    if new:
        record("team member added", team, by=by, person=colleague.pk)
    return bool(new)


@transaction.atomic
def take_out(*, team: Team, by: Person, colleague: Person) -> bool:
    """By any member, in sight of all. False when they are not in it."""
    must_belong(by, team.pk)
    gone = let_go(team, [colleague], by)
    if gone:
        record("team member taken out", team, by=by, person=colleague.pk)
    return bool(gone)


@transaction.atomic
def leave(*, team: Team, by: Person) -> None:
    must_belong(by, team.pk)
    let_go(team, [by], by)
    record("team left", team, by=by)


def tell_members(team: Team, persons: list[Person], came: bool, by: Person | None) -> None:
    """All but the one who did it; names stand on the team's page, not in the notice."""
    Retrospective.objects.open_in(team.pk).note_change()
    friday, page = reverse("knowledge:friday"), reverse("knowledge:planning", args=[team.pk])
    about = [one for one in persons if one != by]
    tell("in_a_team" if came else "out_of_a_team", about, url=friday, team=team.name)
    others = team.people.exclude(pk__in=[one.pk for one in persons])
    others = others.exclude(pk=by.pk) if by else others
    tell("member_came" if came else "member_left", others, url=page, team=team.name)
