"""Where a topic or an organisation has a feed."""

from django import template
from django.urls import reverse

from knowledge.articles.numbers import Numbers
from knowledge.articles.tallies import Tally
from knowledge.articles.topics import Topic
from people.organisations.models import Organisation

register = template.Library()


@register.simple_tag
def feed_of(thing: Topic | Organisation, numbers: Numbers) -> str:
    """Its address; nothing when no lesson is open, for then there is no feed."""
    if isinstance(thing, Topic):
        what, url = Tally.What.TOPIC, "knowledge:feed_topic"
    else:
        what, url = Tally.What.ORGANISATION, "knowledge:feed_organisation"
    return reverse(url, args=[thing.slug]) if numbers.open[what][thing.pk] else ""
