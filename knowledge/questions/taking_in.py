"""What a reader was answered, made part of the lesson."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knowledge.articles.actions import save_draft, start_change
from knowledge.articles.drafts import Draft
from knowledge.questions.models import Answer, written_on
from knowledge.questions.sections import section_for
from people import audit
from people.persons.models import Person
from people.words import date_in_words


@transaction.atomic
def take_in(*, answer: Answer, by: Person) -> Draft:
    """The answer as the last words of the section it belongs to, in the writer's own draft.

    Nothing is published. Taken twice into one draft it stands there once.
    """
    if answer.hidden_at:
        raise PermissionDenied("the answer has been taken away")
    question = answer.question
    draft = start_change(article=question.article, by=by)
    name = section_for(question.text)
    with translation.override(draft.language):
        source = _source(answer)
        note = draft.change_note or _("Svar på en läsares fråga")
    words = f"{answer.text.strip()}\n{source}"
    before = getattr(draft, name)
    if words in before.replace("\r\n", "\n"):
        return draft
    text = f"{before.rstrip()}\n\n{words}".lstrip()
    draft = save_draft(
        draft=draft, by=by, version=draft.version, **{name: text, "change_note": note}
    )
    answer.taken_in_on = timezone.localdate()
    answer.save(update_fields=["taken_in_on"])
    audit.record("take in", answer, by=by, draft=draft.pk, section=name)
    return draft


def _source(answer: Answer) -> str:
    facts = {"day": date_in_words(written_on(answer)), "organisation": str(answer.organisation)}
    if answer.organisation is None:
        return _("(Svar på en läsares fråga, %(day)s)") % facts
    return _("(Svar på en läsares fråga, %(organisation)s, %(day)s)") % facts
