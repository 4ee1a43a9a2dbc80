"""Before others read: what may point at one person is taken out, or said to be all right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import ngettext

from knowledge.articles.drafts import Draft
from knowledge.articles.models import SECTIONS, ArticlePage
from people.persons.models import Person
from people.sensitive.traces import KINDS, NAME, Trace, in_names, in_writing

READ = ("title", *SECTIONS, "topics", "change_note")
BESIDE = 60  # characters that are shown on each side
MOST_PLACES = 3
STAY, REMOVE = "stay", "remove"


@dataclass(frozen=True)
class Place:
    """Where it stands: the question it answers, and the words around it."""

    label: str | Promise
    before: str
    text: str
    after: str


@dataclass(frozen=True)
class Words:
    """One text that is read with a lesson: a field of a row."""

    row: Model
    field: str

    @property
    def text(self) -> str:
        return getattr(self.row, self.field) or ""

    @property
    def label(self) -> str | Promise:
        return str(self.row._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]

    @property
    def longest(self) -> int | None:
        return self.row._meta.get_field(self.field).max_length  # type: ignore[union-attr]


Beside = Callable[[Draft | ArticlePage], Iterable[Words]]
_beside: list[Beside] = []


def register_words(beside: Beside) -> None:
    """What another subject lets one write beside the text, in rows of its own."""
    _beside.append(beside)


@dataclass
class Question:
    """One thing to decide, however many times it is written."""

    kind: str
    text: str
    key: str
    places: list[Place] = field(default_factory=list)
    found: list[tuple[str, Trace]] = field(default_factory=list)

    @property
    def label(self) -> str | Promise:
        return KINDS[self.kind]

    @property
    def more(self) -> str:
        rest = len(self.found) - len(self.places)
        said = ngettext(
            "Det står på %(rest)s ställe till.", "Det står på %(rest)s ställen till.", rest
        )
        return said % {"rest": rest} if rest > 0 else ""


def questions(draft: Draft, by: Person, into: Collection[ArticlePage] = ()) -> list[Question]:
    """What the writer has not decided about. Few queries, whatever the length.

    `into` are other lessons whose text becomes part of this one.
    """
    lessons = [one for one in (draft.article, *into) if one]
    known, settled = cast_of(lessons, by), Settled.of(draft, lessons)

    def stands(trace: Trace) -> bool:
        return is_cast(trace, known) or settled.holds(trace)

    return asked_about(words_of(draft), by, draft.audience, stands)


def asked_about(
    words: dict[str, Words],
    by: Person,
    audience: str,
    stands: Callable[[Trace], bool] = lambda trace: False,
) -> list[Question]:
    """One question for each thing that does not stand already."""
    asked: dict[str, Question] = {}
    for name, trace in traces(words, by):
        if stands(trace):
            continue
        key = fingerprint(trace, audience)
        question = asked.setdefault(key, Question(trace.kind, trace.text, key))
        question.found.append((name, trace))
        if len(question.places) < MOST_PLACES:
            question.places.append(place(words[name], trace))
    return list(asked.values())


def words_of(draft: Draft) -> dict[str, Words]:
    """The draft's own fields by name, then what stands beside them."""
    rows = [one for beside in _beside for one in beside(draft)] if draft.pk else []
    more = {f"{one.field}-{one.row.pk}": one for one in rows}
    return {name: Words(draft, name) for name in READ} | more


def traces(words: dict[str, Words], by: Person) -> Iterator[tuple[str, Trace]]:
    """All of them, by the field they stand in. The names of all fields are asked for at once."""
    texts = {name: one.text for name, one in words.items()}
    for name, text in texts.items():
        yield from ((name, trace) for trace in in_writing(text))
    starts, whole = {}, ""
    for name, text in texts.items():
        starts[name] = len(whole)
        whole += f"{text}\n"
    for trace in in_names(whole, Person.objects.visible_to(by)):
        name = max((one for one in starts if starts[one] <= trace.start), key=starts.__getitem__)
        at = starts[name]
        yield name, Trace(NAME, trace.text, trace.start - at, trace.end - at)


def cast_of(lessons: Collection[ArticlePage], by: Person) -> set[str]:
    """Those whose names stand beside the lesson anyway."""
    people = [by, *(person for one in lessons for person in one.writers)]
    return {person.name.casefold() for person in people}


def is_cast(trace: Trace, known: set[str]) -> bool:
    said = trace.text.casefold()
    return trace.kind == NAME and (said in known or said.removesuffix("s") in known)


def fingerprint(trace: Trace, audience: str) -> str:
    """Known again, never read: what it is and for whom, under the installation's key."""
    kind, said = trace.sign
    return salted_hmac("traces", f"{audience}\n{kind}\n{said}").hexdigest()[:20]


@dataclass(frozen=True)
class Settled:
    """What the writer let stand, and what the same readers can read already."""

    draft: Draft
    public: str = ""
    signs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, draft: Draft, lessons: Collection[ArticlePage]) -> Settled:
        read = [one for one in lessons if one.live and one.audience.key == draft.audience]
        public = "\n".join(text for one in read for text in _published(one))
        return cls(draft, public.casefold(), frozenset(one.sign for one in in_writing(public)))

    def holds(self, trace: Trace) -> bool:
        if fingerprint(trace, self.draft.audience) in self.draft.confirmed:
            return True
        if trace.kind == NAME:
            return trace.text.casefold() in self.public
        return trace.sign in self.signs


def _published(article: ArticlePage) -> Iterator[str]:
    yield from (getattr(article, name) for name in ("title", *SECTIONS, "change_note"))
    yield from (topic.name for topic in article.topic_list)
    yield from (one.text for beside in _beside for one in beside(article))


def place(words: Words, trace: Trace) -> Place:
    before, after = words.text[: trace.start], words.text[trace.end :]
    return Place(
        words.label,
        ("…" if len(before) > BESIDE else "") + before[-BESIDE:],
        trace.text,
        after[:BESIDE] + ("…" if len(after) > BESIDE else ""),
    )
