"""New lessons, and what of them one can follow: a topic, an organisation, a chosen list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.articles import saying
from knowledge.articles.lists import Choice, organisations_in, seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.naming import names_in
from knowledge.articles.topics import ArticleTopic, Topic
from people.audience import Audience
from people.following.kinds import (
    FollowKind,
    Matches,
    News,
    Source,
    Target,
    by_marks,
    register_kind,
    register_source,
)
from people.persons.models import Person

MOST = 2_000  # new lessons in one time; a year's worth
LONGEST = 200
in_words = lazy(saying.in_words, str)  # said in the language of each reader
WHOLE = Audience.Kind  # kinds of audience that hold everybody at some organisation
FOR_ALL = {WHOLE.ORGANISATION, WHOLE.ORGANISATIONS, WHOLE.CONNECTED, WHOLE.EVERYONE}


def fresh(since: datetime, until: datetime) -> list[News]:
    rows = ArticlePage.objects.published().filter(
        first_published_at__gt=since, first_published_at__lte=until
    )
    topics = Prefetch("topic_marks", ArticleTopic.objects.all())
    rows = rows.newest().select_related("organisation", "audience", "confirmed_by")
    return [news_of(one) for one in rows.prefetch_related(topics, "coauthors")[:MOST]]


def news_of(article: ArticlePage) -> News:
    writers = {article.author_id, *(one.pk for one in article.coauthors.all())} - {None}
    marks = {
        ("organisation", str(article.organisation_id)),
        *(("person", str(pk)) for pk in writers),
        *(("topic", str(mark.tag_id)) for mark in article.topic_marks.all()),
    }
    return News(
        source="article",
        pk=article.pk,
        title=article.title,
        url=article.get_absolute_url(),
        about=str(article.organisation),
        at=article.first_published_at,
        in_mail=article.audience.kind in FOR_ALL,
        marks=frozenset(marks),
        said=in_words(article),
        sign=article.sign,
    )


def topics(keys: Iterable[str], person: Person) -> dict[str, Target]:
    known = Topic.objects.filter(pk__in=list(keys), marks__content_object__in=seen_by(person))
    return {
        str(one.pk): Target(one.name, reverse("knowledge:topic", args=[one.slug]))
        for one in known.distinct()
    }


def organisations(keys: Iterable[str], person: Person) -> dict[str, Target]:
    known = organisations_in(seen_by(person)).filter(pk__in=list(keys))
    index = reverse("knowledge:index")
    return {str(one.pk): Target(one.name, f"{index}?organisation={one.slug}") for one in known}


def clean_list(key: str) -> str:
    choice = read(key)
    return choice.key if choice and len(choice.key) <= LONGEST else ""


def read(key: str) -> Choice | None:
    """None for what is no choice."""
    try:
        return Choice.read(QueryDict(key[: 2 * LONGEST])) or None
    except Http404:
        return None


def lists(keys: Iterable[str], person: Person) -> dict[str, Target]:
    """By the names of what was chosen; a slug that the person may not know stays a slug."""
    choices = {key: choice for key in keys if (choice := read(key))}
    names, index = names_in(choices.values(), seen_by(person)), reverse("knowledge:index")
    found = {}
    for key, one in choices.items():
        chosen = ", ".join(label for _field, label in names.of(one))
        title = _("Lärdomar: %(chosen)s") % {"chosen": chosen}
        found[key] = Target(title, f"{index}?{key}")
    return found


def lists_match(keys: Iterable[str], news: list[News]) -> Matches:
    """One query for each list that anybody follows; of trials, those that everyone may see."""
    ids = [one.pk for one in news if one.source == "article"]
    among, anybody = ArticlePage.objects.filter(pk__in=ids).order_by(), AnonymousUser()
    return {
        key: {("article", pk) for pk in choice.among(among, anybody).values_list("pk", flat=True)}
        for key in keys
        if (choice := read(key))
    }


def register() -> None:
    register_source(Source("article", fresh, seen_by))
    register_kind(
        FollowKind("topic", gettext_lazy("Ämnen"), topics, by_marks("topic")),
        FollowKind(
            "organisation", gettext_lazy("Organisationer"), organisations, by_marks("organisation")
        ),
        FollowKind("list", gettext_lazy("Urval av lärdomar"), lists, lists_match, clean_list),
    )
