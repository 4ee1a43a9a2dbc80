"""The same questions in the form that publishes, where no draft remembers the answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest

from knowledge.articles.checking import REMOVE, STAY, Question, Words
from knowledge.articles.settling import CheckForm, note, without
from people.persons.models import Person


@dataclass
class Asking:
    """`words` are what was written, by the names of the form's fields."""

    words: dict[str, Words]
    form: CheckForm

    @classmethod
    def of(cls, request: HttpRequest, words: dict[str, Words], asked: list[Question]) -> Asking:
        shown = "asked" in request.POST
        return cls(words, CheckForm(request.POST if shown else None, asked=asked))

    @property
    def is_settled(self) -> bool:
        return not self.form.asked or self.form.is_valid()

    @property
    def text(self) -> dict[str, str]:
        """What was written, without what was to go."""
        gone = self.form.chosen(REMOVE) if self.form.asked else []
        return {name: one.text for name, one in self.words.items()} | without(self.words, gone)

    def note(self, about: Model, by: Person | None) -> None:
        if self.form.asked:
            note(about, by, self.form.chosen(STAY), self.form.chosen(REMOVE))
