"""What several teams have met, on pages that others own."""

from typing import Any

from django import template

from knowledge.echoes import sharing
from knowledge.echoes.forms import ShareForm
from knowledge.echoes.labels import Label
from knowledge.echoes.models import Echo
from people.organisations.models import Team

register = template.Library()
MOST = 3


@register.simple_tag(takes_context=True)
def heard_echoes(context: dict[str, Any]) -> list[Echo]:
    """Those of one's own organisations, the newest first; none when signed out."""
    viewer = context["request"].user
    if not viewer.is_authenticated:
        return []
    return list(Echo.objects.visible_to(viewer).select_related("organisation")[:MOST])


@register.simple_tag
def echo_choice(team: Team) -> dict[str, list[Label]] | None:
    labels = sharing.choice_of(team)
    return None if labels is None else {"labels": labels}


@register.simple_tag
def share_form() -> ShareForm:
    return ShareForm()
