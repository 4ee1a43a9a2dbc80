from django import template
from django.forms import BoundField

from people.sensitive.numbers import marks

register = template.Library()


@register.filter
def had_number(field: BoundField) -> bool:
    """The field's text has the mark of a personal identity number that was taken out."""
    value = field.value()
    return isinstance(value, str) and any(mark in value for mark in marks())
