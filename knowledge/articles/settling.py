"""What the writer decided about what may point at somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.articles.checking import (
    READ,
    REMOVE,
    STAY,
    Question,
    Words,
    questions,
    words_of,
)
from knowledge.articles.drafts import Draft
from people import audit
from people.forms import HouseForm
from people.persons.models import Person
from people.sensitive.traces import Trace


class CheckForm(HouseForm):
    """One choice for each question; nothing is chosen beforehand."""

    mark_optional = False

    def __init__(self, *args: Any, asked: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked:
            self.fields[question.key] = forms.ChoiceField(
                label=f"{question.label}: {question.text}",
                choices=[(STAY, _("Det får stå")), (REMOVE, _("Ta bort"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj om det får stå eller ska bort.")},
            )

    @property
    def rows(self) -> list[tuple[Question, forms.BoundField]]:
        return [(question, self[question.key]) for question in self.asked]

    def chosen(self, choice: str) -> list[Question]:
        return [one for one in self.asked if self.cleaned_data[one.key] == choice]


@transaction.atomic
def settle(
    *, draft: Draft, by: Person, stay: Iterable[Question], remove: Iterable[Question]
) -> Draft:
    """Write down what was decided, and take out what should go. Only kinds and counts are logged.

    Asks the draft as it is now, so what was decided about a text that has changed is left undone.
    """
    own = Draft.objects.of(by).select_for_update(of=("self",))
    draft = own.select_related("article__audience").get(pk=draft.pk)
    now = {question.key: question for question in questions(draft, by)}
    kept = [now[one.key] for one in stay if one.key in now]
    gone = [now[one.key] for one in remove if one.key in now]
    if not kept and not gone:
        return draft
    words = words_of(draft)
    texts = without(words, gone)
    newer = {"version": F("version") + 1, "updated_at": timezone.now()} if texts else {}
    for name in texts.keys() - set(READ):
        row = words[name].row
        type(row)._base_manager.filter(pk=row.pk).update(**{words[name].field: texts.pop(name)})
    confirmed = list(dict.fromkeys([*draft.confirmed, *(one.key for one in kept)]))
    Draft.objects.filter(pk=draft.pk).update(confirmed=confirmed, **texts, **newer)
    note(draft, by, kept, gone)
    return own.select_related("article__audience").get(pk=draft.pk)


def note(about: Model, by: Person | None, kept: list[Question], gone: list[Question]) -> None:
    """That it was decided, and about how many of which kind."""
    audit.record("check", about, by=by, let_stand=counted(kept), removed=counted(gone))


def counted(decided: list[Question]) -> dict[str, int]:
    return dict(Counter(question.kind for question in decided))


def without(words: dict[str, Words], gone: list[Question]) -> dict[str, str]:
    """New texts by name, with a mark where something was."""
    by_field: dict[str, list[Trace]] = {}
    for question in gone:
        for name, trace in question.found:
            by_field.setdefault(name, []).append(trace)
    mark, texts = gettext("[borttaget]"), {}
    for name, found in by_field.items():
        text, longest = words[name].text, words[name].longest
        for trace in sorted(found, key=lambda one: one.start, reverse=True):
            text = text[: trace.start] + mark + text[trace.end :]
        texts[name] = text[:longest] if longest else text
    return texts
