"""The few tags that every template may use."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people import words
from people.belonging import name_to
from people.persons.models import Person
from people.typed import key_in

register = template.Library()
LINE = mark_safe("<br>")


def _local(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


@register.filter
def week(moment: date | datetime) -> str:
    """ISO week as people say it: `v. 47`."""
    return _("v. %(week)s") % {"week": _local(moment).isocalendar().week}


@register.filter
def date_words(moment: date | datetime | None) -> str:
    """`21 november 2026`, held together by no-break spaces."""
    return words.date_in_words(_local(moment)) if moment else ""


@register.filter
def day(moment: date | datetime | None) -> str:
    """`21 november`; the year is added when it is not this one."""
    if not moment:
        return ""
    when = _local(moment)
    return words.date_in_words(when, with_year=when.year != timezone.localdate().year)


@register.filter
def weekday(moment: date | datetime | None) -> str:
    """`Torsdag 19 november`."""
    return words.weekday_and_day(_local(moment)) if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """`kl. 14.00`, in Swedish time."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return words.clock_in_words(local)


@register.filter
def days_left(moment: date | datetime | None) -> str:
    """`i dag`, `i morgon`, `om 5 dagar`, `för 2 dagar sedan`."""
    return words.days_from_now((_local(moment) - timezone.localdate()).days) if moment else ""


@register.filter
def ago(moment: date | datetime | None) -> str:
    """Hours back for what happened today, else days, months and years."""
    if not moment:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        seconds = (timezone.now() - moment).total_seconds()
        if 0 <= seconds < 12 * 3600:
            return words.moments_ago(int(seconds))
    return words.days_from_now((_local(moment) - timezone.localdate()).days)


@register.filter
def number(value: float | int | str | None) -> str:
    """`12 500` and `3,5` in Swedish, `12,500` and `3.5` in English."""
    return words.number_in_words(value) if value not in (None, "") else ""


@register.filter
def paragraphs(text: object) -> SafeString:
    """Plain text as safe paragraphs: a blank line parts them, a single line break is kept."""
    blocks = words.blocks(str(text or ""))
    lines = [(format_html_join(LINE, "{}", [(line,) for line in block]),) for block in blocks]
    return format_html_join("\n", "<p>{}</p>", lines)


@register.filter
def initials(name: object) -> SafeString:
    """`AB` for Amina Berg."""
    parts = str(name).split()
    return conditional_escape("".join(part[0] for part in parts[:1] + parts[1:][-1:]).upper())


@register.filter
def has_role(person: Any, kind: str) -> bool:
    """`{% if request.user|has_role:"administrator" %}`; False when signed out."""
    return bool(getattr(person, "is_authenticated", False)) and person.has_role(kind)


@register.simple_tag(takes_context=True)
def person_name(context: dict[str, Any], person: Person | None) -> str:
    """As `name_to` has it for whoever reads the page, or for somebody unknown in a letter."""
    viewer = context["request"].user if "request" in context else AnonymousUser()
    return name_to(viewer, person)


@register.simple_tag(takes_context=True)
def once(context: dict[str, Any]) -> SafeString:
    """The form's own key, the same one when it comes back with faults. See `people.once`."""
    key = key_in(context["request"].POST.get("key", "")) or uuid4()
    return format_html('<input type="hidden" name="key" value="{}">', key)


@register.simple_tag
def greeting(person: Person) -> str:
    """`God morgon, Amina`, by the Swedish clock."""
    return words.greeting(timezone.localtime().hour) % {"name": person.first_name}


@register.simple_tag
def today() -> date:
    return timezone.localdate()


@register.inclusion_tag("components/_week.html")
def working_week() -> dict[str, list[str]]:
    """Monday to Friday as dots: filled when passed, half today, Friday yellow. Decorative."""
    return {"days": words.week_dots(timezone.localdate().weekday())}


@register.inclusion_tag("components/_dots.html")
def dots(filled: int, of: int, half: int = 0) -> dict[str, list[str]]:
    """The same as the component; decorative, so put the sentence beside it."""
    return {"marks": words.dot_marks(filled, half, of)}


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], number: int) -> str:
    """This page's own query with another page number: `?q=avtal&sida=2`."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query[context.get("page_name") or "sida"] = str(number)
    return "?" + query.urlencode()


@register.simple_tag
def how_many(count: int) -> str:
    """`1 ny notis`, `3 nya notiser`."""
    return ngettext("%(count)s ny notis", "%(count)s nya notiser", count) % {"count": count}


@register.simple_tag(takes_context=True)
def part(context: Context, template_name: str, data: dict[str, Any]) -> str:
    """A panel or part that a room has registered, with what it gave as names in the template."""
    with context.push(**data):
        found = get_template(template_name).template  # type: ignore[attr-defined]
        return str(found.render(context))
