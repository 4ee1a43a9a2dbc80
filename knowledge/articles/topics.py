"""What lessons are about: words that writers choose and editors tend."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel

from people.goals import Goal
from people.ordering import swedish_order
from people.persons.names import clean_name
from people.records import Keep, Records
from people.subgoals.models import Subgoal

MOST = 8
LONGEST = 60


def split(text: str) -> list[str]:
    """Words parted by commas, each once whatever its capitals and however it was typed."""
    found: dict[str, str] = {}
    for part in text.split(","):
        name = clean_name(part)
        if slugify(name):
            found.setdefault(name.casefold(), name)
    return list(found.values())


class TopicManager(models.Manager["Topic"]):
    def called(self, name: str) -> Topic:
        """The topic of that name, capitals aside; made if nobody has used it yet."""
        return self.known(name) or self.get_or_create(name=name)[0]

    def known(self, name: str) -> Topic | None:
        """By its name or another name that editors have given it."""
        alias = TopicAlias.objects.filter(key=alias_key(name)).select_related("topic").first()
        if alias:
            return alias.topic
        slug = slugify(name)
        near = self.filter(models.Q(slug=slug) | models.Q(slug__startswith=f"{slug}_"))
        same = (one for one in near if alias_key(one.name) == alias_key(name))
        return next(same, None)

    def at(self, slug: str, known: Collection[int]) -> Topic | None:
        """The one of the `known` keys at that address, or what it has become part of."""
        used = self.filter(pk__in=known)
        return used.filter(slug=slug).first() or used.filter(aliases__slug=slug).first()


@swedish_order()
class Topic(TagBase):
    free_tagging = True

    records = Records(keep=Keep.PUBLISHED, public="name slug", internal="id")

    objects = TopicManager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("ämne")
        verbose_name_plural = _("ämnen")

    def slugify(self, tag: str, i: int | None = None) -> str:
        return f"{slugify(tag)}_{i}" if i else slugify(tag)


def alias_key(name: str) -> str:
    """Capitals, spaces and how an accent was typed make no other name."""
    return clean_name(name).casefold()


@swedish_order()
class TopicAlias(models.Model):
    """Another name of a topic; `slug` is the address it had, when it was a topic of its own."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("Annat namn"), max_length=100)
    key = models.CharField(max_length=100, unique=True, editable=False)
    slug = models.SlugField(max_length=100, blank=True)

    records = Records(keep=Keep.PUBLISHED, public="topic name slug", internal="id key")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = alias_key(self.name)
        super().save(*args, **kwargs)


class ArticleTopic(ItemBase):
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="marks")
    content_object = ParentalKey(
        "knowledge.ArticlePage", on_delete=models.CASCADE, related_name="topic_marks"
    )

    records = Records(keep=Keep.PUBLISHED, public="tag content_object", internal="id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="article_topic_once")
        ]


class ArticleGoal(models.Model):
    """A goal; and once more with each sub-goal that is chosen under it."""

    article = ParentalKey(
        "knowledge.ArticlePage", on_delete=models.CASCADE, related_name="goal_marks"
    )
    goal = models.CharField(_("Mål"), max_length=20, choices=Goal)
    subgoal = models.ForeignKey(
        Subgoal,
        verbose_name=_("Delmål"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    records = Records(keep=Keep.PUBLISHED, public="article goal subgoal", internal="id")

    panels = [FieldPanel("goal")]

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "goal"],
                condition=models.Q(subgoal__isnull=True),
                name="article_goal_once",
            ),
            models.UniqueConstraint(fields=["article", "subgoal"], name="article_subgoal_once"),
        ]

    def __str__(self) -> str:
        return str(self.subgoal) if self.subgoal_id else self.get_goal_display()
