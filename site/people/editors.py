"""The few editors of the whole installation, who work in the CMS."""

from people.persons.models import Viewer

PERMISSION = "wagtailadmin.access_admin"


def edits_installation(person: Viewer) -> bool:
    return bool(person.is_authenticated and person.has_perm(PERMISSION))
