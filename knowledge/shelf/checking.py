"""Before a merge lets others read: what in the one text may point at somebody is decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from knowledge.articles.checking import REMOVE, STAY, questions, words_of
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.settling import CheckForm, note, without
from knowledge.shelf.forms import MergeForm
from knowledge.shelf.merging import TEXT
from people.access import SignedInRequest
from people.persons.models import Person


@dataclass
class MergeCheck:
    """The questions about what the remaining lesson's readers cannot read already.

    `draft` only carries the text and is never stored.
    """

    draft: Draft
    form: CheckForm

    @classmethod
    def of(
        cls, request: SignedInRequest, form: MergeForm, goes: ArticlePage, stays: ArticlePage
    ) -> MergeCheck:
        draft = Draft(article=stays, audience=stays.audience.key, **form.text)
        asked = questions(draft, request.user, into=[goes])
        shown = "asked" in request.POST
        return cls(draft, CheckForm(request.POST if shown else None, asked=asked))

    @property
    def is_settled(self) -> bool:
        return not self.form.asked or self.form.is_valid()

    @property
    def text(self) -> dict[str, str]:
        """What was written, without what was to go."""
        written = {name: getattr(self.draft, name) for name in TEXT}
        gone = self.form.chosen(REMOVE) if self.form.asked else []
        return written | without(words_of(self.draft), gone)

    def note(self, about: Model, by: Person) -> None:
        if self.form.asked:
            note(about, by, self.form.chosen(STAY), self.form.chosen(REMOVE))
