"""What the acts in a network are made of. Each is taken inside an act's transaction."""

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


def locked(network: Network) -> Network:
    return Network.objects.select_for_update().get(pk=network.pk)


def let_in(network: Network, person: Person) -> None:
    must_be_connected(person)
    _row, is_new = NetworkMembership.objects.get_or_create(network=network, person=person)
    if is_new:
        record("network joined", network, by=person)


def shut(network: Network, *, by: Person | None, keeper: Person | None) -> None:
    network.closed_at, network.closed_by, network.keeper = timezone.now(), by, keeper
    save(network, "closed_at", "closed_by", "keeper")
    network.joinings.waiting().update(state=Joining.State.WITHDRAWN, answered_at=network.closed_at)
    record("network closed", network, by=by)


def give(network: Network, *, to: Person, by: Person) -> None:
    network.keeper = to
    network.save(update_fields=["keeper"])
    record("network handed over", network, by=by, to=to.pk)
    if to.pk != by.pk:
        tell_them("network_kept", network, [to])


def tell_them(kind: str, network: Network, people: Iterable[Person], **facts: Any) -> None:
    """No notice names a person: what it says is mailed."""
    tell(kind, people, url=network.get_absolute_url(), network=network.name, **facts)


def save(network: Network, *fields: str) -> None:
    try:
        with transaction.atomic():
            network.save(update_fields=fields)
    except IntegrityError:
        raise name_taken() from None


def name_taken() -> ValidationError:
    return ValidationError({"name": _("Det finns redan ett nätverk som heter så.")})


def has_keeper(network: Network) -> bool:
    """The keeper is still a member today."""
    return network.keeper is not None and network.has(network.keeper)


def must_be_connected(person: Person) -> None:
    if not person.belonging.connected:
        raise PermissionDenied("only staff of connected organisations")


def must_be_in(network: Network, by: Person) -> None:
    if not network.has(by):
        raise PermissionDenied("only members")


def must_keep(network: Network, by: Person) -> None:
    if network.keeper_id != by.pk or not (network.has(by) or not network.is_open):
        raise PermissionDenied("only the keeper")
