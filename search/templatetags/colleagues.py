"""What a hit that is a person shows beside the name."""

from django import template

from people.organisations.models import Employment
from people.persons.models import Person
from search import people

register = template.Library()


@register.simple_tag
def works_now(person: Person) -> list[Employment]:
    """Employments of today, from those that came with the person: no query of its own."""
    return people.works_now(person)
