"""Lessons that a person has written, as signs of what they can."""

from django.utils.translation import gettext as _

from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from people.persons.evidence import Evidence
from people.persons.models import Person

MOST = 12


def lessons(person: Person, viewer: Person) -> list[Evidence]:
    """The newest, alone or with others, of those that the viewer may read."""
    own = seen_by(viewer).written_by(person).newest().prefetch_related("topic_marks__tag")
    return [shown(one, one.get_absolute_url(), _("Lärdom")) for one in own[:MOST]]


def shown(article: ArticlePage, url: str, kind: str) -> Evidence:
    words = " ".join((article.title, *(topic.name for topic in article.topic_list)))
    return Evidence(kind, article.title, url, words, article.language)
