"""The contract between search and everything that can be found.

A room describes each findable model once, in `<room>/search_documents.py`:

    register(SearchDocument(kind="article", model=ArticlePage, label=_("Lärdom"), area="kunskap",
                            describe=describe_article, template="knowledge/_hit.html"))

The model's QuerySet must have `visible_to(viewer)`. What nobody registers cannot be found.
Saving or deleting a registered object queues it by itself (see `outbox`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise


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
class SearchDocument:
    """`describe` gives None for an object that is not to be found (a draft, a closed account).

    `template` shows one hit; it gets `hit.object`, `hit.title` and `hit.extract` (marked up).
    `related` names what to select with the objects, so that a page of hits is one query a kind.
    """

    kind: str
    model: type[models.Model]
    label: str | Promise
    area: str
    describe: Callable[[Any], Described | None]
    template: str
    plural: str | Promise = ""
    related: tuple[str, ...] = field(default=())


_documents: dict[str, SearchDocument] = {}


def register(document: SearchDocument) -> None:
    """Registering the same kind for another model is a programming error (ValueError)."""
    known = _documents.get(document.kind)
    if known is not None and known.model is not document.model:
        raise ValueError(f"two models call themselves {document.kind!r}")
    _documents[document.kind] = document


def all_documents() -> list[SearchDocument]:
    return list(_documents.values())


def document_for(model: type[models.Model]) -> SearchDocument | None:
    return next((one for one in _documents.values() if one.model is model), None)


def document_named(kind: str) -> SearchDocument | None:
    return _documents.get(kind)
