"""One lesson's JSON read in: each field by its rule. What each means: docs/formats.md."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from knowledge.articles.kinds import Kind
from knowledge.articles.models import ArticlePage
from knowledge.articles.validity import Validity
from knowledge.exchange import values
from knowledge.exchange.entries import Entry
from knowledge.exchange.values import Rule


class BadEntry(Exception):
    """`field` is where in the entry the fault is."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


def read_entry(raw: bytes) -> Entry:
    """The fields of docs/formats.md and no others; BadEntry says which is wrong, and why."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadEntry("JSON", _("går inte att läsa")) from None
    if not isinstance(found, dict):
        raise BadEntry("JSON", _("ska vara ett objekt"))
    for name in found:
        if name not in RULES:
            raise BadEntry(str(name)[:60], _("finns inte i formatet"))
    return {name: field(found, name, rule) for name, rule in RULES.items()}


def field(found: Entry, name: str, rule: Rule) -> Any:
    if rule.needed and found.get(name) in (None, "", []):
        raise BadEntry(name, _("saknas"))
    try:
        return rule.read(found.get(name))
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError):
        raise BadEntry(name, _("är inte vad det ska vara, eller för långt")) from None


RULES: dict[str, Rule] = {
    "id": Rule(values.number, needed=True),
    "slug": Rule(values.slug, needed=True),
    "title": Rule(values.name_in, needed=True),
    "kind": values.one_of(Kind, Kind.LESSON),
    "language": values.one_of(ArticlePage.Language, ArticlePage.Language.SV),
    **{name: values.text(most) for name, most in values.TEXTS.items()},
    "topics": Rule(values.topics),
    "goals": Rule(values.goals),
    "skills": Rule(values.skills),
    "related": Rule(values.numbers),
    "unit": Rule(values.unit),
    "author": Rule(values.person),
    "coauthors": Rule(values.people),
    "owner": Rule(values.person),
    "readers": Rule(values.readers, needed=True),
    "validity": values.one_of(Validity, Validity.VALID),
    "confirmed_on": Rule(values.day),
    "confirmed_by": Rule(values.person),
    "review_on": Rule(values.day),
    "recommended": Rule(lambda value: values.yes_or_no(value or False)),
    "recommended_at": Rule(values.moment),
    "first_published_at": Rule(values.moment),
    "last_published_at": Rule(values.moment),
    "live": Rule(lambda value: values.yes_or_no(True if value is None else value)),
    "retracted_at": Rule(values.moment),
    "merged_into": Rule(values.number),
    "files": Rule(values.files),
}
