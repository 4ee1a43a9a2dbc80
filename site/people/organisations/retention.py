"""The one sentence of how long Friday's words are kept, as each organisation's archivist says it.

The sentence is shown before anyone writes. What the program does never depends on it.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.audit import record
from people.organisations.models.employments import Role
from people.organisations.models.structure import Organisation
from people.persons.models import Person

DEFAULT = _(
    "Lappar och röster raderas när teamet sätter punkt, senast efter 30 dagar. "
    "Åtgärder, temanamn och antal finns kvar hos teamet."
)
DECIDES = (Role.Kind.ADMINISTRATOR, Role.Kind.REGISTRAR)


@transaction.atomic
def set_retention(*, organisation: Organisation, by: Person, sentence: str) -> None:
    """What Utbyte says by itself is kept as none of one's own: it follows the language."""
    if not any(by.has_role(kind, organisation) for kind in DECIDES):
        raise PermissionDenied("administrators and registrars decide")
    own = "" if sentence == str(DEFAULT) else sentence
    here = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if here.retention == own:
        return
    here.retention = own
    here.save(update_fields=["retention"])
    record("retention set", here, by=by, own=bool(own))
