"""The words of organisations, kept in memory until somebody changes one."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any
from uuid import UUID, uuid4

from django.db.models.signals import post_delete, post_save

from knowledge.glossary.models import Edition, Term
from knowledge.glossary.recognising import Book, Meaning
from search import kept

EVERYBODY = 0
MOST = 64  # organisations whose words are kept
_kept: OrderedDict[int, tuple[UUID, Book]] = OrderedDict()


def _all_marks() -> dict[int, UUID]:
    return dict(Edition.objects.values_list("pk", "mark"))


_marks = kept.Kept(_all_marks)


def renew(organisation: int | None) -> None:
    """Said in the transaction of the change, so that the next reader sees it."""
    Edition.objects.update_or_create(of=organisation or EVERYBODY, defaults={"mark": uuid4()})


def books_of(*organisations: int | None) -> dict[int, Book]:
    """Everybody's words and those of the organisations, by id. No query when nothing is new."""
    asked, marks = {EVERYBODY, *(one for one in organisations if one)}, _marks()
    return {one: _book(one, marks.get(one)) for one in asked}


def _book(of: int, mark: UUID | None) -> Book:
    if mark is None:
        return Book()
    known = _kept.get(of)
    if known and known[0] == mark:
        _kept.move_to_end(of)
        return known[1]
    rows = Term.objects.used().filter(organisation=of or None).with_place()
    book = Book(_meaning(one) for one in rows.order_by("pk"))
    _kept[of] = (mark, book)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return book


def _meaning(term: Term) -> Meaning:
    return Meaning(
        pk=term.pk,
        word=term.word,
        meaning=term.meaning,
        explanation=term.explanation,
        organisation=term.organisation_id,
        unit=term.unit_id,
        is_proposed=term.is_proposed,
        place=str(term.unit or term.organisation or ""),
    )


def _changed(instance: Term, **_facts: Any) -> None:
    renew(instance.organisation_id)


def watch() -> None:
    kept.watch(Edition)
    post_save.connect(_changed, sender=Term, dispatch_uid="glossary edition")
    post_delete.connect(_changed, sender=Term, dispatch_uid="glossary edition")
