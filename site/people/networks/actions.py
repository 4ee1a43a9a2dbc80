"""Starting a network, coming in, going out, and who keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.audit import record
from people.networks.models import Joining, Network, NetworkMembership
from people.notices.actions import tell
from people.persons.models import Person

State = Joining.State


@transaction.atomic
def start(*, by: Person, name: str, purpose: str, for_whom: str) -> Network:
    """A new network with its first member; said twice by the same person, the same network."""
    _must_be_connected(by)
    text = {"purpose": purpose, "for_whom": for_whom}
    network, is_new = Network.objects.get_or_create(
        name__iexact=name,
        closed_at=None,
        defaults={"name": name, "started_by": by, "keeper": by, **text},
    )
    if not is_new and not (network.started_by_id == by.pk and network.has(by)):
        raise _name_taken()
    if is_new:
        _let_in(network, by)
        record("network started", network, by=by)
    return network


@transaction.atomic
def change(*, network: Network, by: Person, name: str, purpose: str, for_whom: str) -> Network:
    network = _locked(network)
    _must_keep(network, by)
    network.name, network.purpose, network.for_whom = name, purpose, for_whom
    _save(network, "name", "purpose", "for_whom")
    record("network changed", network, by=by)
    return network


@transaction.atomic
def ask(*, network: Network, by: Person, why: str) -> Joining | None:
    """Ask to come in. None for whoever is in already; an invitation that waits is accepted."""
    network = _locked(network)
    _must_be_connected(by)
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
    _tell("network_asked", network, _who_answers(network))
    return joining


@transaction.atomic
def invite(*, network: Network, by: Person, email: str) -> None:
    """Ask somebody who is here. The inviter never learns whether the address was anybody's."""
    network = _locked(network)
    _must_be_in(network, by)
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
    _tell("network_invited", network, [person])


@transaction.atomic
def answer(*, joining: Joining, by: Person, yes: bool) -> Joining:
    """A member answers a question, the invited an invitation. The first answer holds.

    Whoever put the question takes it back with a no. Whoever has left work cannot come in.
    """
    network = _locked(joining.network)
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    joining.network = network
    theirs = joining.person_id == by.pk
    may_say_yes = theirs if joining.is_invitation else not theirs and network.has(by)
    if not (may_say_yes or (not yes and (theirs or network.has(by)))):
        raise PermissionDenied("not this person's to answer")
    if not joining.is_waiting or not network.is_open:
        return joining
    if yes and joining.person.belonging.connected:
        _let_in(network, joining.person)
        joining.state = State.ADMITTED
    else:
        joining.state = State.DECLINED if may_say_yes and not yes else State.WITHDRAWN
    joining.answered_by, joining.answered_at = by, timezone.now()
    joining.save(update_fields=["state", "answered_by", "answered_at"])
    record("network joining answered", joining, by=by, network=network.pk, state=joining.state)
    kinds = {State.ADMITTED: "network_admitted", State.DECLINED: "network_declined"}
    if not theirs and joining.state in kinds:
        _tell(kinds[State(joining.state)], network, [joining.person])
    return joining


@transaction.atomic
def leave(*, network: Network, by: Person) -> bool:
    """Access ends at the next request. False for whoever was not in it."""
    network = _locked(network)
    gone, _rows = network.memberships.filter(person=by).delete()
    if not gone:
        return False
    record("network left", network, by=by)
    nearest = network.memberships.in_effect().select_related("person").first()
    if nearest is None and network.is_open:
        _close(network, by=by, keeper=by)
    elif nearest and network.keeper_id == by.pk:
        _give(network, to=nearest.person, by=by)
    return True


@transaction.atomic
def hand_over(*, network: Network, by: Person, to: Person) -> None:
    """The keeper names another member. A member may take over from a keeper who is gone."""
    network = _locked(network)
    if not network.has(to):
        raise PermissionDenied("the keeper is a member")
    if network.keeper_id == to.pk:
        return
    taking = by.pk == to.pk and not has_keeper(network)
    if not taking:
        _must_keep(network, by)
    _give(network, to=to, by=by)


@transaction.atomic
def close(*, network: Network, by: Person) -> None:
    network = _locked(network)
    _must_keep(network, by)
    if network.is_open:
        _close(network, by=by, keeper=by)
        others = network.memberships.exclude(person=by).select_related("person")
        _tell("network_closed", network, [one.person for one in others])


@transaction.atomic
def reopen(*, network: Network, by: Person) -> None:
    """By a member, or by whoever closed it or left it last; they are in it again."""
    network = _locked(network)
    _must_be_connected(by)
    if not network.has(by) and by.pk not in (network.closed_by_id, network.keeper_id):
        raise PermissionDenied("somebody who was never in it")
    if network.is_open:
        return
    network.closed_at, network.closed_by = None, None
    _let_in(network, by)
    if not has_keeper(network):
        network.keeper = by
    _save(network, "closed_at", "closed_by", "keeper")
    record("network reopened", network, by=by)


def has_keeper(network: Network) -> bool:
    """The keeper is still a member today."""
    return network.keeper is not None and network.has(network.keeper)


def close_empty() -> int:
    """Close those where nobody has a job at a connected organisation. Returns how many."""
    living = NetworkMembership.objects.in_effect().values("network")
    empty = list(Network.objects.open().exclude(pk__in=living))
    for network in empty:
        with transaction.atomic():
            network = _locked(network)
            if network.is_open and not network.memberships.in_effect().exists():
                _close(network, by=None, keeper=network.keeper)
    return len(empty)


def tell_of_newcomers() -> None:
    """One notice for all who have come since the last one, to those who were there."""
    now = timezone.now()
    for network in Network.objects.open():
        members = list(network.memberships.in_effect().select_related("person"))
        before = [one.person for one in members if one.joined_at <= network.newest_told_at]
        came = len(members) - len(before)
        with transaction.atomic():
            since = Network.objects.filter(pk=network.pk, newest_told_at=network.newest_told_at)
            if since.update(newest_told_at=now) and came and before:
                _tell("network_grew", network, before)


def _let_in(network: Network, person: Person) -> None:
    _must_be_connected(person)
    _row, is_new = NetworkMembership.objects.get_or_create(network=network, person=person)
    if is_new:
        record("network joined", network, by=person)


def _close(network: Network, *, by: Person | None, keeper: Person | None) -> None:
    network.closed_at, network.closed_by, network.keeper = timezone.now(), by, keeper
    _save(network, "closed_at", "closed_by", "keeper")
    network.joinings.waiting().update(state=State.WITHDRAWN, answered_at=network.closed_at)
    record("network closed", network, by=by)


def _give(network: Network, *, to: Person, by: Person) -> None:
    network.keeper = to
    network.save(update_fields=["keeper"])
    record("network handed over", network, by=by, to=to.pk)
    if to.pk != by.pk:
        _tell("network_kept", network, [to])


def _who_answers(network: Network) -> list[Person]:
    """The keeper; where there is none, the five who have been there longest."""
    if network.keeper and network.has(network.keeper):
        return [network.keeper]
    return [one.person for one in network.memberships.in_effect().select_related("person")[:5]]


def _tell(kind: str, network: Network, people: Iterable[Person], **facts: Any) -> None:
    """No notice names a person: what it says is mailed."""
    tell(kind, people, url=network.get_absolute_url(), network=network.name, **facts)


def _locked(network: Network) -> Network:
    return Network.objects.select_for_update().get(pk=network.pk)


def _save(network: Network, *fields: str) -> None:
    try:
        with transaction.atomic():
            network.save(update_fields=fields)
    except IntegrityError:
        raise _name_taken() from None


def _name_taken() -> ValidationError:
    return ValidationError({"name": _("Det finns redan ett nätverk som heter så.")})


def _must_be_connected(person: Person) -> None:
    if not person.belonging.connected:
        raise PermissionDenied("only staff of connected organisations")


def _must_be_in(network: Network, by: Person) -> None:
    if not network.has(by):
        raise PermissionDenied("only members")


def _must_keep(network: Network, by: Person) -> None:
    if network.keeper_id != by.pk or not (network.has(by) or not network.is_open):
        raise PermissionDenied("only the keeper")
