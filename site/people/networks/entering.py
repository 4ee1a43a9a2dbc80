"""Coming into a network: asking, inviting, and the answer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.networks.models import Joining, Network
from people.networks.steps import let_in, locked, must_be_connected, must_be_in, tell_them
from people.persons.models import Person

State = Joining.State


@transaction.atomic
def ask(*, network: Network, by: Person, why: str) -> Joining | None:
    """Ask to come in. None for whoever is in already; an invitation that waits is accepted."""
    network = locked(network)
    must_be_connected(by)
    if not network.is_open or network.joinings.asked().resting().filter(person=by).exists():
        raise PermissionDenied("a closed network, or a fresh no")
    if network.has(by):
        return None
    waiting = network.joinings.waiting().filter(person=by).first()
    if waiting and waiting.is_invitation:
        return answer(joining=waiting, by=by, yes=True)
    if waiting:
        return waiting
    joining = Joining.objects.create(network=network, person=by, why=why)
    record("network asked", joining, by=by, network=network.pk)
    tell_them("network_asked", network, _who_answers(network))
    return joining


@transaction.atomic
def invite(*, network: Network, by: Person, email: str) -> None:
    """Ask somebody who is here. The inviter never learns whether the address was anybody's."""
    network = locked(network)
    must_be_in(network, by)
    if not network.is_open:
        raise PermissionDenied("a closed network takes nobody in")
    person = Person.objects.active().filter(email=email).first()
    if person is None or not person.belonging.connected or network.has(person):
        return
    waiting = network.joinings.waiting().filter(person=person).first()
    if waiting:
        if not waiting.is_invitation:
            answer(joining=waiting, by=by, yes=True)
        return
    if network.joinings.resting().filter(person=person, is_invitation=True).exists():
        return
    joining = Joining.objects.create(
        network=network, person=person, invited_by=by, is_invitation=True
    )
    record("network invited", joining, by=by, network=network.pk)
    tell_them("network_invited", network, [person])


@transaction.atomic
def answer(*, joining: Joining, by: Person, yes: bool) -> Joining:
    """A member answers a question, the invited an invitation. The first answer holds.

    Whoever put the question takes it back with a no. Whoever has left work cannot come in.
    """
    network = locked(joining.network)
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    joining.network = network
    theirs = joining.person_id == by.pk
    may_say_yes = theirs if joining.is_invitation else not theirs and network.has(by)
    if not (may_say_yes or (not yes and (theirs or network.has(by)))):
        raise PermissionDenied("not this person's to answer")
    if not joining.is_waiting or not network.is_open:
        return joining
    if yes and joining.person.belonging.connected:
        let_in(network, joining.person)
        joining.state = State.ADMITTED
    else:
        joining.state = State.DECLINED if may_say_yes and not yes else State.WITHDRAWN
    joining.answered_by, joining.answered_at = by, timezone.now()
    joining.save(update_fields=["state", "answered_by", "answered_at"])
    record("network joining answered", joining, by=by, network=network.pk, state=joining.state)
    kinds = {State.ADMITTED: "network_admitted", State.DECLINED: "network_declined"}
    if not theirs and joining.state in kinds:
        tell_them(kinds[State(joining.state)], network, [joining.person])
    return joining


def _who_answers(network: Network) -> list[Person]:
    """The keeper; where there is none, the five who have been there longest."""
    if network.keeper and network.has(network.keeper):
        return [network.keeper]
    return [one.person for one in network.memberships.in_effect().select_related("person")[:5]]
