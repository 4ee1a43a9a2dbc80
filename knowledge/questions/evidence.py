"""Questions that a person has answered, as signs of what they can."""

from django.utils.translation import gettext as _

from knowledge.articles.evidence import MOST, shown
from knowledge.questions.models import Answer
from people.persons.evidence import Evidence
from people.persons.models import Person


def answers(person: Person, viewer: Person) -> list[Evidence]:
    """The latest about each lesson; what was taken away, and answers to oneself, are not there."""
    said = Answer.objects.visible_to(viewer).filter(author=person, hidden_at=None)
    said = said.filter(question__hidden_at=None).exclude(question__asker=person).order_by("-pk")
    beside = said.select_related("question__article")
    rows = beside.prefetch_related("question__article__topic_marks__tag")[:MOST]
    latest = {one.question.article_id: one.question for one in reversed(rows)}
    return [
        shown(question.article, question.get_absolute_url(), _("Svar på en fråga"))
        for question in reversed(latest.values())
    ]
