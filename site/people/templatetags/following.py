"""The button that follows something: `{% load following %}{% follow_button "topic" topic.pk %}`."""

from typing import Any

from django import template
from django.template import RequestContext

from people.following.kinds import kind_named
from people.following.models import Follow

register = template.Library()


@register.inclusion_tag("people/following/_button.html", takes_context=True)
def follow_button(context: RequestContext, kind: str, key: object, name: str = "") -> Any:
    """Nothing for who is signed out or not at a connected employer. One query."""
    request = context["request"]
    known = kind_named(kind)
    clean = known.clean(str(key)) if known else ""
    if not clean or not request.user.is_authenticated or not request.user.belonging.connected:
        return {"shown": False}
    own = Follow.objects.visible_to(request.user)
    return {
        "shown": True,
        "kind": kind,
        "key": clean,
        "name": name,
        "follows": own.filter(kind=kind, key=clean).exists(),
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
