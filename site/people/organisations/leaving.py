"""What other rooms do when somebody leaves a unit or an employer: in the same transaction."""

from collections.abc import Callable

from people.organisations.models import Organisation
from people.persons.models import Person

Left = Callable[[Organisation, Person | None], object]

_registered: list[Left] = []


def when_somebody_leaves(act: Left) -> None:
    """`act` gets the organisation and who left; None when it was units that moved."""
    if act not in _registered:
        _registered.append(act)


def left(organisation: Organisation, person: Person | None = None) -> None:
    """Call it inside the transaction, when the new state is stored."""
    for act in _registered:
        act(organisation, person)
