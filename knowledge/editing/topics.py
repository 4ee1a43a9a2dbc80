"""Tending topics: another name, another way of saying it, two that become one."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from knowledge.articles import counting
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import ArticleTopic, Topic, TopicAlias, alias_key
from people.audit import record
from people.persons.models import Person
from search import outbox


@transaction.atomic
def rename(*, topic: Topic, by: Person, name: str) -> None:
    """The address stays, and so does the old name as another way of saying it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.name == name:
        return
    _must_be_free(name, but=topic)
    old, topic.name = topic.name, name
    topic.save(update_fields=["name"])
    for one in (old, name):
        TopicAlias.objects.get_or_create(key=alias_key(one), defaults={"topic": topic, "name": one})
    record("topic renamed", topic, by=by)
    _index_again(_lessons_about(topic))


@transaction.atomic
def add_alias(*, topic: Topic, by: Person, name: str) -> None:
    """Whoever writes the other name gets this topic. Said twice, once."""
    if TopicAlias.objects.filter(topic=topic, key=alias_key(name)).exists():
        return
    _must_be_free(name)
    TopicAlias.objects.create(topic=topic, name=name)
    record("topic alias added", topic, by=by)


@transaction.atomic
def drop_alias(*, alias: TopicAlias, by: Person) -> None:
    record("topic alias dropped", alias.topic, by=by)
    alias.delete()


@transaction.atomic
def merge(*, topic: Topic, into: Topic, by: Person) -> None:
    """All lessons about the one are about the other; its name and address lead there."""
    if topic.pk == into.pk:
        raise ValidationError(_("Välj ett annat ämne."))
    locked = {
        one.pk: one for one in Topic.objects.select_for_update().filter(pk__in=[topic.pk, into.pk])
    }
    if len(locked) < 2:
        raise ValidationError(_("Ämnet finns inte längre."))
    lessons = _lessons_about(topic)
    both = ArticleTopic.objects.filter(tag=into, content_object__in=lessons)
    twice = list(both.values_list("content_object", flat=True))
    marks = ArticleTopic.objects.filter(tag=topic)
    marks.filter(content_object__in=twice).delete()
    counting.ask(set(ArticlePage.objects.about(topic).values_list("audience", flat=True)))
    marks.update(tag=into)
    _in_versions(lessons, topic, into)
    topic.aliases.update(topic=into)
    TopicAlias.objects.update_or_create(
        key=alias_key(topic.name), defaults={"topic": into, "name": topic.name, "slug": topic.slug}
    )
    record("topic merged", into, by=by, merged=topic.pk, lessons=len(lessons))
    topic.delete()
    _index_again(lessons)


def _must_be_free(name: str, but: Topic | None = None) -> None:
    if Topic.objects.known(name) not in (None, but):
        raise ValidationError(_("Det finns redan ett ämne med det namnet. Slå ihop dem i stället."))


def _lessons_about(topic: Topic) -> list[int]:
    return list(topic.marks.values_list("content_object", flat=True))


def _index_again(lessons: Iterable[int]) -> None:
    outbox.changed_ids("article", lessons)


def _in_versions(lessons: list[int], topic: Topic, into: Topic) -> None:
    """The latest version of each names the topic too, and would else lose it when published."""
    latest = ArticlePage.objects.filter(pk__in=lessons).values("latest_revision")
    for version in Revision.objects.filter(pk__in=latest).iterator(chunk_size=200):
        marks = version.content.get("topic_marks", [])
        kept = {mark["tag"] for mark in marks}
        rest = [mark for mark in marks if mark["tag"] != topic.pk or into.pk not in kept]
        for mark in rest:
            mark["tag"] = into.pk if mark["tag"] == topic.pk else mark["tag"]
        version.content["topic_marks"] = rest
        Revision.objects.filter(pk=version.pk).update(content=version.content)
