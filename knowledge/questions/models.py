"""What readers ask about a lesson, and what they are answered."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from people.organisations.models import Organisation
from people.persons.models import Person, Viewer
from people.records import Keep, Records


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, viewer: Viewer) -> QuestionQuerySet:
        """Whoever may read the lesson may read what is asked about it."""
        return self.filter(ArticlePage.objects.published().visible_to(viewer).about_which())

    def shown(self) -> QuestionQuerySet:
        return self.filter(hidden_at__isnull=True)

    def unanswered(self) -> QuestionQuerySet:
        answers = Answer.objects.filter(question=OuterRef("pk"), hidden_at__isnull=True)
        return self.shown().filter(~Exists(answers))

    def waiting_for(self, person: Person) -> QuestionQuerySet:
        """Not answered by anybody, about lessons that the person answers for; oldest first."""
        mine = ArticlePage.objects.published().cared_for_by(person)
        waiting = self.unanswered().filter(article__in=mine).exclude(asker=person)
        return waiting.order_by("created_at", "pk")

    def with_answers(self) -> QuestionQuerySet:
        """Newest first, with all that a page shows, in two queries."""
        answers = Answer.objects.select_related("author", "organisation").order_by("pk")
        rows = self.select_related("asker", "organisation").order_by("-pk")
        return rows.prefetch_related(Prefetch("answers", answers))


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, viewer: Viewer) -> AnswerQuerySet:
        return self.filter(question__in=Question.objects.visible_to(viewer))


class Said(models.Model):
    """`organisation` is where the writer worked then. What is hidden keeps its row as a trace."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("Text"), max_length=4000)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def writer_id(self) -> int | None:
        raise NotImplementedError

    @property
    def by_its_writer(self) -> bool:
        """It was the writer who took it away."""
        return self.hidden_by_id is not None and self.hidden_by_id == self.writer_id


class Question(Said):
    """`movers` are writers who work elsewhere now whom this question was sent to."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    movers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    reminded_on = models.DateField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="article text organisation created_at",
        personal="asker movers hidden_by",
        internal="id key hidden_at reminded_on",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["article", "hidden_at"])]
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")

    def __str__(self) -> str:
        return f"question {self.pk}"

    def get_absolute_url(self) -> str:
        where = reverse("knowledge:questions", args=[self.article.place, self.article.slug])
        return f"{where}#fraga-{self.pk}"

    @property
    def writer_id(self) -> int | None:
        return self.asker_id


class Answer(Said):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_in_on = models.DateField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="question text organisation created_at taken_in_on",
        personal="author hidden_by",
        internal="id key hidden_at",
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("svar")
        verbose_name_plural = _("svar")

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def writer_id(self) -> int | None:
        return self.author_id


class StandIn(models.Model):
    """Whom to ask about one lesson while the one who answers for it is away."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    records = Records(keep=Keep.PUBLISHED, personal="person", internal="id article")

    def __str__(self) -> str:
        return f"stand-in {self.pk}"


def written_on(thing: Said) -> date:
    return timezone.localtime(thing.created_at).date()


def may_hide(thing: Any, by: Person, article: ArticlePage) -> bool:
    """Its writer, and those who answer for the lesson."""
    return thing.writer_id == by.pk or article.is_cared_for_by(by)


def may_show_again(thing: Any, by: Person, article: ArticlePage) -> bool:
    """Whoever hid it; a carer never brings back what the writer took away."""
    if thing.by_its_writer:
        return bool(thing.writer_id == by.pk)
    return article.is_cared_for_by(by)
