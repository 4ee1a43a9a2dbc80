"""The pictures and files of a draft, for its preview."""

from typing import Any

from django import template

from knowledge.articles.drafts import Draft
from knowledge.attachments.parts import sorted_out

register = template.Library()


@register.simple_tag
def attached_to(draft: Draft) -> dict[str, Any]:
    return sorted_out(list(draft.attachments.in_order()))
