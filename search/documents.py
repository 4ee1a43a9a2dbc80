"""The contract between search and everything that can be found.

A room describes each findable model once, in `<room>/search_documents.py`:

    register(SearchDocument(kind="article", model=ArticlePage, label=_("Lärdom"), area="kunskap",
                            describe=describe_article, template="knowledge/_hit.html"))

The model's QuerySet must have `visible_to(viewer)`. What nobody registers cannot be found.
Saving or deleting a registered object queues it by itself (see `outbox`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

from people.audience import Audience
from people.persons.models import Person, Viewer


@dataclass(frozen=True)
class Described:
    """One object in the words that search needs. `title` weighs most, then `keywords`, `body`.

    `audience` is the id of its Audience, or None where only `visible_to` can tell (people).
    `organisation` is the id of the organisation it comes from, for filtering.
    """

    title: str
    body: str = ""
    keywords: Iterable[str] = ()
    language: str = "sv"
    audience: int | None = None
    organisation: int | None = None
    dated: datetime | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class GoalMarks:
    """Where objects say what they help with, as lookups, and the list that `?mal=` narrows.

    `listing` is the name of the list's address; `subgoal` is "" for a kind without sub-goals.
    """

    listing: str
    goal: str = "goal_marks__goal"
    subgoal: str = "goal_marks__subgoal"


@dataclass(frozen=True)
class SearchDocument:
    """`describe` gives None for an object that is not to be found (a draft, a closed account).

    `template` shows one hit; it gets `hit.object`, `hit.title` and `hit.extract` (marked up).
    `related` names what to fetch with the objects, so that a page of hits is a few queries a kind;
    `indexed` what only the index needs, for `keywords` that are looked up when they are read.
    `findable` narrows what a viewer may see to what search shows at all (not one's own drafts).
    `url` is for objects without `get_absolute_url`.
    `facets` gives, for the name of a choice beside the hits, what to read of an object: the value,
    and what it is called.
    `own` narrows to what a person answers for, so that another room can let them pick among it.
    """

    kind: str
    model: type[models.Model]
    label: str | Promise
    area: str
    describe: Callable[[Any], Described | None]
    template: str
    plural: str | Promise = ""
    related: tuple[str | models.Prefetch[Any], ...] = field(default=())
    indexed: tuple[str | models.Prefetch[Any], ...] = field(default=())
    findable: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] | None = None
    url: Callable[[Any], str] | None = None
    own: Callable[[models.QuerySet[Any], Person], models.QuerySet[Any]] | None = None
    goals: GoalMarks | None = None
    facets: Mapping[str, Callable[[], tuple[Any, Any]]] = field(default_factory=dict)

    @property
    def has_audience(self) -> bool:
        """Its objects point at an audience, so one without is not believed."""
        fields = self.model._meta.get_fields()
        return any(one.related_model is Audience for one in fields if one.many_to_one)

    def seen_by(self, viewer: Viewer) -> models.QuerySet[Any]:
        """What search may show this viewer: the database's word, whatever the index says."""
        seen = self.model._default_manager.visible_to(viewer)  # type: ignore[attr-defined]
        return self.findable(seen) if self.findable else seen


_documents: dict[str, SearchDocument] = {}


def register(document: SearchDocument) -> None:
    """Registering the same kind for another model is a programming error (ValueError)."""
    known = _documents.get(document.kind)
    if known is not None and known.model is not document.model:
        raise ValueError(f"two models call themselves {document.kind!r}")
    _documents[document.kind] = document


def all_documents() -> list[SearchDocument]:
    return list(_documents.values())


def documents_for(model: type[models.Model]) -> list[SearchDocument]:
    """All kinds that a saved row of this table can be: a Wagtail page may be any kind of page."""
    return [one for one in _documents.values() if issubclass(one.model, model)]


def document_named(kind: str) -> SearchDocument | None:
    return _documents.get(kind)
