"""Asking, answering, taking words away."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from knowledge.questions.contact import Receivers, receivers_of
from knowledge.questions.models import (
    Answer,
    Question,
    StandIn,
    may_hide,
    may_show_again,
)
from people import audit
from people.notices.actions import tell
from people.persons.models import Person

MOST_A_DAY = 20
Words = TypeVar("Words", Question, Answer)


@transaction.atomic
def ask(
    *, article: ArticlePage, by: Person, text: str, key: uuid.UUID | None = None
) -> tuple[Question, Receivers]:
    """Ask those who answer for the lesson. The same key once more is the same question."""
    _must_talk(by)
    article = ArticlePage.objects.with_frame().get(pk=article.pk)
    if not article.live:
        raise PermissionDenied("only what is published is asked about")
    Person.objects.select_for_update().get(pk=by.pk)
    receivers = receivers_of(article, asker=by)
    asked = Question.objects.filter(key=key).first() if key else None
    if asked:
        return _own(asked, by), receivers
    day_ago = timezone.now() - timedelta(days=1)
    if Question.objects.filter(asker=by, created_at__gt=day_ago).count() >= MOST_A_DAY:
        raise ValidationError(_("Du har ställt många frågor i dag. Fortsätt i morgon."))
    question = Question.objects.create(
        key=key or uuid.uuid4(), article=article, asker=by, organisation=by.organisation, text=text
    )
    question.movers.set(receivers.movers)
    audit.record("ask", question, by=by, article=article.pk)
    tell("question_asked", receivers.everyone, url=question.get_absolute_url())
    return question, receivers


@transaction.atomic
def answer(*, question: Question, by: Person, text: str, key: uuid.UUID | None = None) -> Answer:
    """Anyone who may read the lesson may know the answer."""
    _must_talk(by)
    if question.hidden_at:
        raise PermissionDenied("the question has been taken away")
    Question.objects.select_for_update().get(pk=question.pk)
    said = Answer.objects.filter(key=key).first() if key else None
    if said:
        return _own(said, by)
    said = Answer.objects.create(
        key=key or uuid.uuid4(),
        question=question,
        author=by,
        organisation=by.organisation,
        text=text,
    )
    audit.record("answer", said, by=by, question=question.pk)
    asker = question.asker
    if asker and asker != by and _reads(asker, question):
        tell("question_answered", [asker], url=question.get_absolute_url())
    return said


@transaction.atomic
def hide(*, thing: Question | Answer, by: Person) -> None:
    """The words go, a line that says so stays. Twice is once."""
    if not may_hide(thing, by, _article_of(thing)):
        raise PermissionDenied("only its writer and the lesson's own take words away")
    if thing.hidden_at is None:
        thing.hidden_at, thing.hidden_by = timezone.now(), by
        thing.save(update_fields=["hidden_at", "hidden_by"])
        audit.record("hide", thing, by=by)


@transaction.atomic
def show_again(*, thing: Question | Answer, by: Person) -> None:
    if thing.hidden_at is None:
        return
    if not may_show_again(thing, by, _article_of(thing)):
        raise PermissionDenied("only the one who hid it shows it again")
    thing.hidden_at = thing.hidden_by = None
    thing.save(update_fields=["hidden_at", "hidden_by"])
    audit.record("show", thing, by=by)


@transaction.atomic
def choose_stand_in(*, article: ArticlePage, by: Person, person: Person | None) -> None:
    """Whom to ask about this lesson when its owner is away; None takes the choice back."""
    if not article.is_cared_for_by(by):
        raise PermissionDenied("only those who answer for a lesson choose a stand-in")
    if person is None:
        StandIn.objects.filter(article=article).delete()
    else:
        if not article.audience.reaches(person):
            raise ValidationError(_("Hen får inte läsa lärdomen. Välj någon annan."))
        StandIn.objects.update_or_create(article=article, defaults={"person": person})
    audit.record("stand-in", article, by=by, person=person.pk if person else None)


def _must_talk(by: Person) -> None:
    if not by.belonging.connected:
        raise PermissionDenied("only staff of connected organisations ask and answer")


def _own(thing: Words, by: Person) -> Words:
    if thing.writer_id != by.pk:
        raise PermissionDenied("somebody else's words")
    return thing


def _article_of(thing: Question | Answer) -> ArticlePage:
    return thing.article if isinstance(thing, Question) else thing.question.article


def _reads(person: Person, question: Question) -> bool:
    return Question.objects.visible_to(person).filter(pk=question.pk).exists()
