"""What other subjects put on a lesson's page and into the writing form.

A subject registers when the app is ready; the page asks everyone and knows nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.articles.models import ArticlePage
from people.persons.models import Viewer

Place = Literal["head", "top", "text", "after", "owner", "aside"]


@dataclass(frozen=True)
class Part:
    """`context` gives what the template needs, or None for nothing to show.

    Places: `head` of the document; `top` under the heading, `text` below the text, `after` after
    that, over the whole width of the text; `owner` in the box of those who care for the lesson,
    `aside` beside it.
    """

    name: str
    template: str
    context: Callable[[ArticlePage, Viewer], dict[str, Any] | None]
    place: Place = "aside"
    order: int = 50


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    _parts[part.name] = part


def parts_for(article: ArticlePage, viewer: Viewer) -> dict[str, list[tuple[Part, dict[str, Any]]]]:
    """The filled parts by place, each place in order."""
    filled: dict[str, list[tuple[Part, dict[str, Any]]]] = {}
    for part in sorted(_parts.values(), key=lambda one: one.order):
        context = part.context(article, viewer)
        if context is not None:
            filled.setdefault(part.place, []).append((part, context))
    return filled
