"""From a few typed letters to skills. Every question is a range on an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from skills.vocabulary.folding import bare, fold

if TYPE_CHECKING:
    from skills.vocabulary.models import Skill, SkillName, SkillQuerySet

LONGEST = 100
SPARE = 6  # a skill may be found by several of its names


def lookup(among: SkillQuerySet, text: str, language: str, limit: int) -> list[Skill]:
    """At most `limit` active skills, whole names first, then labels, synonyms and later words.

    Letters count as written; only when å, ä and ö give nothing are they read as a and o.
    """
    typed = fold(text)
    if not typed or len(typed) > LONGEST:
        return []
    found = _found(among, "text", typed, language, limit)
    return found or _found(among, "bare", bare(typed), language, limit)


def called(among: SkillQuerySet, text: str) -> Skill | None:
    from skills.vocabulary.models import SkillName

    typed = fold(text)
    whole = SkillName.objects.filter(text=typed).exclude(place=SkillName.Place.LATER_WORD)
    first = whole.order_by("place", "order", "skill").values_list("skill_id", flat=True)[:SPARE]
    ids = list(first)
    skills = among.active().in_bulk(ids)
    return next((skills[pk] for pk in ids if pk in skills), None)


def beginning(column: str, typed: str, vendor: str) -> Q:
    """Names that begin so. SQLite compares bytes; PostgreSQL has an index for LIKE 'x%'."""
    if len(typed) == 1:
        return Q(**{column: typed})
    if vendor == "postgresql":
        return Q(**{f"{column}__startswith": typed})
    return Q(**{f"{column}__gte": typed, f"{column}__lt": typed + "\U0010ffff"})


def _found(among: SkillQuerySet, column: str, typed: str, language: str, limit: int) -> list[Skill]:
    names = _names(column, typed, language, among.db)
    ids = list(dict.fromkeys(names.values_list("skill_id", flat=True)[: limit * SPARE]))
    skills = among.active().in_bulk(ids)
    chosen: dict[str, Skill] = {}
    for pk in ids:
        if pk in skills:
            chosen.setdefault(fold(skills[pk].label), skills[pk])
    return list(chosen.values())[:limit]


def _names(column: str, typed: str, language: str, database: str) -> QuerySet[SkillName]:
    from skills.vocabulary.models import SkillName

    whole = Q(**{column: typed}) & ~Q(place=SkillName.Place.LATER_WORD)
    found = SkillName.objects.filter(beginning(column, typed, connections[database].vendor))
    return found.order_by(_first(whole), "place", _first(Q(language=language)), "order", "skill")


def _first(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())
