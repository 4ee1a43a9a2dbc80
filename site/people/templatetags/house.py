"""The few tags that every template may use."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from people.persons.models import Person

register = template.Library()


def _local(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


@register.filter
def week(moment: date | datetime) -> str:
    """ISO week as people say it: `v. 47`."""
    return _("v. %(week)s") % {"week": _local(moment).isocalendar().week}


@register.simple_tag(takes_context=True)
def person_name(context: dict[str, Any], person: Person | None) -> str:
    """The name, unless the person is protected and the reader is from another unit."""
    if person is None or not person.is_active:
        return _("tidigare medarbetare")
    viewer = context["request"].user
    if not person.protected_identity or person == viewer:
        return person.name
    if viewer.is_authenticated and viewer.belonging.own_units & person.belonging.own_units:
        return person.name
    return _("en medarbetare")
