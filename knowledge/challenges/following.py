"""New challenges, for those who follow a topic, an organisation or whoever asks."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.articles.following import FOR_ALL, MOST
from knowledge.challenges.lists import seen_by
from knowledge.challenges.models import Challenge
from people.following.kinds import News, Source, register_source


def fresh(since: datetime, until: datetime) -> list[News]:
    rows = Challenge.objects.open().filter(opened_at__gt=since, opened_at__lte=until)
    rows = rows.newest().select_related("organisation", "audience")
    return [news_of(one) for one in rows.prefetch_related("topics")[:MOST]]


def news_of(challenge: Challenge) -> News:
    marks = {
        ("organisation", str(challenge.organisation_id)),
        ("person", str(challenge.asker_id)),
        *(("topic", str(one.pk)) for one in challenge.topics.all()),
    }
    return News(
        source="challenge",
        pk=challenge.pk,
        title=challenge.title,
        url=challenge.get_absolute_url(),
        about=format_lazy("{} · {}", _("Efterlysning"), challenge.organisation),
        at=challenge.opened_at,
        in_mail=challenge.audience.kind in FOR_ALL,
        marks=frozenset(marks),
    )


def register() -> None:
    register_source(Source("challenge", fresh, seen_by))
