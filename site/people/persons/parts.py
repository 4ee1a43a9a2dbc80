"""What rooms add to a colleague's page; they decide what the viewer may see."""

from people.parts import Part, Parts
from people.persons.models import Person

PersonPart = Part[Person, Person]
_parts = Parts[Person, Person]()
register_person_part = _parts.register
facts_about = _parts.filled
