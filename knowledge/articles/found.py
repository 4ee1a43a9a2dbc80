"""A lesson in the words that search needs."""

from collections.abc import Iterator

from django.db.models import Case, F, Prefetch, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles import validity
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.topics import ArticleTopic
from knowledge.articles.validity import Validity
from search.documents import Described, GoalMarks, SearchDocument
from search.facets import Facet, among, by_name, register_facet


def keywords(article: ArticlePage) -> Iterator[str]:
    """Topics, and skills in both languages; asked for only when read, which hits never do."""
    for topic in article.topic_list:
        yield topic.name
    for skill in article.skills.all():
        yield from filter(None, (skill.label_sv, skill.label_en))


def describe(article: ArticlePage) -> Described | None:
    if not article.live:
        return None
    return Described(
        title=article.title,
        body="\n\n".join(getattr(article, name) for name in SECTIONS),
        keywords=keywords(article),
        language=article.language,
        audience=article.audience_id,
        organisation=article.organisation_id,
        dated=article.last_published_at,
        weight=validity.weight(article.validity, article.review_on, timezone.localdate()),
    )


def topic() -> tuple[F, F]:
    return F("topic_marks__tag__slug"), F("topic_marks__tag__name")


def standing_now() -> tuple[Case, Value]:
    """What the sign on a lesson says today, as `validity.standing` does."""
    overdue = Q(validity=Validity.VALID, review_on__lte=timezone.localdate())
    return Case(When(overdue, then=Value(Validity.CHECK.value)), default=F("validity")), Value("")


register_facet(
    Facet("amne", _("Ämne"), _("Alla ämnen"), by_name),
    Facet("giltighet", _("Giltighet"), _("Alla"), among(Validity.choices)),
)
TOPICS = Prefetch("topic_marks", ArticleTopic.objects.select_related("tag"))
LESSON = SearchDocument(
    kind="article",
    model=ArticlePage,
    label=_("Lärdom"),
    plural=_("Lärdomar"),
    area="kunskap",
    describe=describe,
    template="knowledge/articles/_hit.html",
    related=("organisation", "confirmed_by"),
    indexed=(TOPICS, "skills"),
    findable=lambda articles: articles.filter(live=True),
    goals=GoalMarks("knowledge:index"),
    facets={"amne": topic, "giltighet": standing_now},
)
