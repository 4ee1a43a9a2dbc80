"""Where a topic or an organisation has a feed."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from knowledge.articles.counting import numbers_for
from knowledge.articles.topics import Topic
from people.organisations.models import Organisation

register = template.Library()


@register.simple_tag
def feed_of(thing: Topic | Organisation) -> str:
    """Its address; nothing when no lesson is open, for then there is no feed. Asked once a page."""
    known = thing.__dict__
    if "_feed" not in known:
        numbers = numbers_for(AnonymousUser())
        if isinstance(thing, Topic):
            own, url = numbers.topics, reverse("knowledge:feed_topic", args=[thing.slug])
        else:
            own = numbers.organisations
            url = reverse("knowledge:feed_organisation", args=[thing.slug])
        known["_feed"] = url if own[thing.pk] else ""
    return str(known["_feed"])
