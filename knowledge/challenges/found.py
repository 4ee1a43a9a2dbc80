"""A challenge in the words that search needs."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from knowledge.challenges.models import Challenge
from knowledge.challenges.states import PUBLISHED
from search.documents import Described, GoalMarks, SearchDocument


def topic_names(challenge: Challenge) -> Iterator[str]:
    """Asks for the topics only when it is read, which hits never do."""
    for topic in challenge.topics.all():
        yield topic.name


def describe(challenge: Challenge) -> Described | None:
    if challenge.state not in PUBLISHED:
        return None
    texts = (challenge.question, challenge.tried, challenge.outcome)
    return Described(
        title=challenge.title,
        body="\n\n".join(text for text in texts if text),
        keywords=topic_names(challenge),
        audience=challenge.audience_id,
        organisation=challenge.organisation_id,
        dated=challenge.opened_at,
    )


CHALLENGE = SearchDocument(
    kind="challenge",
    model=Challenge,
    label=_("Efterlysning"),
    plural=_("Efterlysningar"),
    area="kunskap",
    describe=describe,
    template="knowledge/challenges/_hit.html",
    related=("organisation",),
    indexed=("topics",),
    findable=lambda challenges: challenges.filter(state__in=PUBLISHED),
    goals=GoalMarks("knowledge:challenges"),
    facets={"amne": lambda: (F("topics__slug"), F("topics__name"))},
)
