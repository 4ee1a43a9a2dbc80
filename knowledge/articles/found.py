"""A lesson in the words that search needs."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles import validity
from knowledge.articles.models import SECTIONS, ArticlePage
from search.documents import Described, GoalMarks, SearchDocument


def topic_names(article: ArticlePage) -> Iterator[str]:
    """Asks for the topics only when it is read, which hits never do."""
    for topic in article.topic_list:
        yield topic.name


def describe(article: ArticlePage) -> Described | None:
    if not article.live:
        return None
    return Described(
        title=article.title,
        body="\n\n".join(getattr(article, name) for name in SECTIONS),
        keywords=topic_names(article),
        language=article.language,
        audience=article.audience_id,
        organisation=article.organisation_id,
        dated=article.last_published_at,
        weight=validity.weight(article.validity, article.review_on, timezone.localdate()),
    )


LESSON = SearchDocument(
    kind="article",
    model=ArticlePage,
    label=_("Lärdom"),
    plural=_("Lärdomar"),
    area="kunskap",
    describe=describe,
    template="knowledge/articles/_hit.html",
    related=("organisation", "confirmed_by"),
    indexed=("topic_marks__tag",),
    findable=lambda articles: articles.filter(live=True),
    goals=GoalMarks("knowledge:index"),
)
