"""Whether all whom one audience reaches are among those of another."""

from people.audience import Audience
from people.organisations.models import Organisation

Kind = Audience.Kind


def covers(wide: Audience, narrow: Audience) -> bool:
    """Told by what they are for, not by who happens to be there today; in doubt no."""
    if wide.pk == narrow.pk or wide.is_open:
        return True
    if wide.kind == Kind.UNIT:
        return narrow.unit is not None and wide.unit_id in narrow.unit.ancestry
    inside = employers(narrow)
    if wide.kind == Kind.CONNECTED:
        connected = bool(inside) and all(one.is_connected for one in inside)
        return connected or narrow.kind == Kind.NETWORK
    whole = wide.kind in (Kind.ORGANISATION, Kind.ORGANISATIONS)
    return whole and bool(inside) and inside <= employers(wide)


def employers(audience: Audience) -> set[Organisation]:
    """Where all of them work; none when that cannot be told."""
    if audience.kind == Kind.ORGANISATIONS:
        return set(audience.organisations.all())
    part = audience.team or audience.unit
    house = part.organisation if part else audience.organisation
    return {house} if house else set()
