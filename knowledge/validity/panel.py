"""What the lesson's page shows those who answer for it."""

from typing import Any

from django.db.models import OuterRef, Subquery

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.kinds import CHECK_AFTER, Kind
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.validity.charge import is_in_charge
from knowledge.validity.forms import asked_again
from knowledge.validity.models import ReviewPlan
from people.persons.models import Person, Viewer


def for_owner(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not article.live or not article.is_cared_for_by(viewer):
        return None
    return answers(article, viewer)


def for_unit(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Whoever is in charge of the unit answers when the owner does not."""
    if not isinstance(viewer, Person) or not article.live or article.is_cared_for_by(viewer):
        return None
    if not is_in_charge(viewer, article.organisation_id, article.unit):
        return None
    return answers(article, viewer)


def answers(article: ArticlePage, viewer: Viewer) -> dict[str, Any]:
    days = glance(article, viewer).get("review_days") or CHECK_AFTER[Kind(article.kind)]
    return {"again": asked_again(article, days), "back": "lesson"}


def review_days() -> Any:
    return Subquery(ReviewPlan.objects.filter(article=OuterRef("pk")).values("days"))


def register() -> None:
    register_fact(review_days=review_days())
    template = "knowledge/validity/_own.html"
    register_part(Part("validity", template, for_owner, place="owner", order=10))
    in_unit = "knowledge/validity/_unit.html"
    register_part(Part("validity in the unit", in_unit, for_unit, place="aside", order=10))
