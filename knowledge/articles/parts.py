"""What other subjects put on a lesson's page, and on a topic's."""

from dataclasses import dataclass
from typing import Literal

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from people import parts
from people.persons.models import Viewer

Place = Literal["head", "top", "text", "after", "owner", "aside"]


@dataclass(frozen=True)
class Part(parts.Part[ArticlePage, Viewer]):
    """Places: `head` of the document; `top` under the heading, `text` below the text, `after` after
    that, over the whole width of the text; `owner` in the box of those who care for the lesson,
    `aside` beside it.
    """

    place: Place = "aside"


_parts = parts.Parts[ArticlePage, Viewer]()
register_part = _parts.register


def parts_for(article: ArticlePage, viewer: Viewer) -> dict[str, list[parts.Filled]]:
    """The filled parts by place, each place in order."""
    by_place: dict[str, list[parts.Filled]] = {}
    for part, context in _parts.filled(article, viewer):
        by_place.setdefault(part.place, []).append((part, context))
    return by_place


TopicPart = parts.Part[Topic, Viewer]
_topic_parts = parts.Parts[Topic, Viewer]()
register_topic_part = _topic_parts.register
topic_parts = _topic_parts.filled
