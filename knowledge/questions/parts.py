"""What a lesson's page shows of questions: who answers, how many were asked, a place to ask.

All of it costs one query on a page where nobody is away and nobody has moved.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.questions.contact import contact_of, stand_in_of
from knowledge.questions.forms import QuestionForm
from knowledge.questions.models import Question, StandIn
from people.organisations.models import Employment
from people.persons.models import Person, Viewer


@dataclass
class Facts:
    article: ArticlePage
    asked: int = 0
    chosen: int | None = None  # the stand-in named for this lesson
    author_at: int | None = None  # where the writer works now

    @cached_property
    def contact(self) -> Person | None:
        return contact_of(self.article)

    @cached_property
    def stand_in(self) -> Person | None:
        away = self.contact is not None and self.contact.is_away
        return stand_in_of(self.article, self.contact, self.chosen) if away else None

    @cached_property
    def moved_to(self) -> Employment | None:
        """Where the writer works, when it is elsewhere and they let it be known."""
        author = self.article.author
        if author is None or not author.takes_questions or author.protected_identity:
            return None
        if self.author_at in (None, self.article.organisation_id):
            return None
        return author.employment if author.belonging.connected else None


def facts_of(article: ArticlePage) -> Facts:
    """Read once for each page."""
    known: Facts | None = article.__dict__.get("_question_facts")
    if known is None:
        known = Facts(article, **(_counted(article) if article.pk else {}))
        article.__dict__["_question_facts"] = known
    return known


def _counted(article: ArticlePage) -> dict[str, Any]:
    asked = Question.objects.shown().filter(article=OuterRef("pk")).order_by()
    at = Employment.objects.current().filter(person=OuterRef("author")).order_by("-share", "pk")
    chosen = StandIn.objects.filter(article=OuterRef("pk"))
    rows: QuerySet[Any] = ArticlePage.objects.filter(pk=article.pk).order_by()
    found = rows.annotate(
        asked=Subquery(asked.values("article").annotate(n=Count("pk")).values("n")),
        chosen=Subquery(chosen.values("person")[:1]),
        author_at=Subquery(at.values("unit__organisation")[:1]),
    ).values("asked", "chosen", "author_at")
    return {name: value for name, value in (found.first() or {}).items() if value is not None}


def talk(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not article.live:
        return None
    may_ask = isinstance(viewer, Person) and viewer.belonging.connected
    form = QuestionForm(auto_id="fraga_%s") if may_ask else None
    return {"talk": facts_of(article), "ask": form, "key": uuid.uuid4()}


def writer_has_moved(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """For colleagues at connected employers; the open page says nothing of where one works."""
    if not isinstance(viewer, Person) or not viewer.belonging.connected or not article.live:
        return None
    moved = facts_of(article).moved_to
    return {"moved": moved} if moved else None


def owners(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    return {} if article.live else None


def register() -> None:
    where = "knowledge/questions"
    register_part(Part("moved", f"{where}/_moved.html", writer_has_moved, place="top", order=40))
    register_part(Part("questions", f"{where}/_part.html", talk, place="after", order=60))
    register_part(Part("stand_in", f"{where}/_owner.html", owners, place="owner", order=60))
