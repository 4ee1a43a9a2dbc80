"""The answers that a page shows."""

from typing import Any

from knowledge.articles.models import ArticlePage
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.offers import offers_seen
from people.persons.models import Person, Viewer

MOST = 100


def answers_to(challenge: Challenge, viewer: Viewer) -> list[Any]:
    """What helped first. A lesson or a placement that the viewer may not see is left out of it."""
    rows = ChallengeAnswer.objects.visible_to(viewer).filter(challenge=challenge)
    answers: list[Any] = list(rows.select_related("by", "person")[:MOST])
    lessons = {one.article_id for one in answers if one.article_id}
    seen = ArticlePage.objects.published().visible_to(viewer).with_card()
    articles = seen.in_bulk(lessons) if lessons else {}
    named = {one.person_id for one in answers if one.person_id}
    seen_people = Person.objects.visible_to(viewer).filter(pk__in=named)
    people = set(seen_people.values_list("pk", flat=True)) if named else set()
    offers = offers_seen((one.offer for one in answers if one.offer), viewer)
    for one in answers:
        one.lesson = articles.get(one.article_id)
        one.has_page = one.person_id in people
        one.placement = offers.get(one.offer or 0)
        one.lost = bool(one.article_id and not one.lesson) or bool(one.offer and not one.placement)
    return answers
