from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def explained(html: SafeString, text: Any) -> SafeString:
    """`{{ article.problem|paragraphs|explained:article }}`: known words can be tapped."""
    words = getattr(text, "explained", None)
    return words.mark(html) if words else html
