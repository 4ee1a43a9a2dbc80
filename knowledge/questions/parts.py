"""What a lesson's page shows of questions: who answers, how many were asked, a place to ask.

Where nobody is away and nobody has moved it costs the one query of `glance`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from knowledge.articles.glance import TODAY, WRITER, glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.questions.contact import contact_of, stand_in_of
from knowledge.questions.forms import QuestionForm
from knowledge.questions.models import Question, StandIn
from people.gathered import gathered, made
from people.organisations.models import Employment
from people.persons.models import Person, Viewer


@dataclass
class Facts:
    article: ArticlePage
    asked: int = 0
    chosen: int | None = None  # the stand-in named for this lesson
    stand_ins: list[Person] = field(default_factory=list)  # that one, and those of its people
    author_is_here: bool = False  # in the lesson's unit or below it

    @cached_property
    def contact(self) -> Person | None:
        """None when the unit answers: nobody is named, or the writer works elsewhere now."""
        person = contact_of(self.article)
        gone = person is not None and person.pk == self.article.author_id
        return None if gone and not self.author_is_here else person

    @cached_property
    def stand_in(self) -> Person | None:
        person = self.contact
        if person is None or not person.is_away:
            return None
        return stand_in_of(self.article, person, self.chosen, among=self.stand_ins)

    @cached_property
    def moved_to(self) -> Employment | None:
        """Where the writer works, when it is elsewhere and they let it be known."""
        author = self.article.author
        if author is None or not author.takes_questions or author.protected_identity:
            return None
        if self.author_is_here:
            return None
        return author.employment if author.belonging.connected else None


def facts_of(article: ArticlePage, viewer: Viewer) -> Facts:
    """Made once for each page."""
    known: Facts | None = article.__dict__.get("_question_facts")
    if known is None:
        found = glance(article, viewer)
        asked, chosen = found.get("asked") or 0, found.get("stand_in")
        here = bool(found.get("author_is_here"))
        known = Facts(article, asked, chosen, made(Person, found.get("stand_ins")), here)
        article.__dict__["_question_facts"] = known
    return known


def asked() -> Any:
    shown = Question.objects.shown().filter(article=OuterRef("pk")).order_by()
    return Subquery(shown.values("article").annotate(n=Count("pk")).values("n"))


def chosen_stand_in() -> Any:
    return Subquery(StandIn.objects.filter(article=OuterRef("pk")).values("person")[:1])


def stand_ins() -> Any:
    named = StandIn.objects.filter(article=OuterRef(OuterRef("pk"))).values("person")
    theirs = Q(pk=OuterRef("owner__stand_in")) | Q(pk=OuterRef("author__stand_in"))
    return gathered(Person.objects.active().filter(theirs | Q(pk__in=named)), *WRITER)


def author_is_here() -> Any:
    """A lesson without a unit is the whole organisation's."""
    at = Coalesce(OuterRef("unit__lineage"), Value("/"))
    works = Employment.objects.current(TODAY).filter(person=OuterRef("author"))
    here = works.filter(unit__organisation=OuterRef("organisation"), unit__lineage__startswith=at)
    return Exists(here.order_by())


def talk(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not article.live:
        return None
    may_ask = isinstance(viewer, Person) and viewer.belonging.connected
    form = QuestionForm(auto_id="fraga_%s") if may_ask else None
    return {"talk": facts_of(article, viewer), "ask": form, "key": uuid.uuid4()}


def writer_has_moved(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """For colleagues at connected employers; the open page says nothing of where one works."""
    if not isinstance(viewer, Person) or not viewer.belonging.connected or not article.live:
        return None
    moved = facts_of(article, viewer).moved_to
    if moved is None:
        return None
    inside = moved.unit.organisation_id == article.organisation_id
    before, now = article.unit if inside else article.organisation, moved.unit
    return {"before": before, "now": now if inside else now.organisation}


def owners(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    return {} if article.live else None


def register() -> None:
    register_fact(asked=asked(), stand_in=chosen_stand_in(), stand_ins=stand_ins())
    register_fact(author_is_here=author_is_here())
    where = "knowledge/questions"
    register_part(Part("moved", f"{where}/_moved.html", writer_has_moved, place="top", order=40))
    register_part(Part("questions", f"{where}/_part.html", talk, place="after", order=60))
    register_part(Part("stand_in", f"{where}/_owner.html", owners, place="owner", order=60))
