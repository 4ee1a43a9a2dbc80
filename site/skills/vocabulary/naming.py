"""Keeps the names that lookup reads in step with labels and synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db import connection

from skills.importing.sync import Tally, sync_rows
from skills.vocabulary.folding import bare, beginnings, fold
from skills.vocabulary.models import Skill, SkillName

LONGEST = 200
MANY = 1_000
FIELDS = ("skill_id", "text", "bare", "language", "place", "order", "source")
Synonyms = Mapping[int, Iterable[tuple[str, str]]]
Name = tuple[int, str, str, str, int, int, str]


def name_skills(skills: Iterable[Skill], synonyms: Synonyms, source: str) -> Tally:
    """Write the names that a source gives these skills: (language, text) pairs by skill id.

    Each source writes the labels too, under its own mark, so that none takes away another's.
    """
    mine = list(skills)
    wanted = {name for skill in mine if skill.is_active for name in _names(skill, synonyms, source)}
    stored = SkillName.objects.filter(source=source)
    tally = sync_rows(SkillName, stored, FIELDS, wanted)
    if tally.added >= MANY:
        _let_the_planner_know()
    return tally


def _let_the_planner_know() -> None:
    """After an import the planner believes the table empty, and lookups do not use its index."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(SkillName._meta.db_table)}")


def _names(skill: Skill, synonyms: Synonyms, source: str) -> Iterator[Name]:
    seen: set[tuple[str, str]] = set()
    for language, place, text in _texts(skill, synonyms.get(skill.pk, ())):
        if text and len(text) <= LONGEST and (language, text) not in seen:
            seen.add((language, text))
            order = len(text) - min(skill.usage, 1_000_000) * 1000
            yield skill.pk, text, bare(text), language, place, order, source


def _texts(
    skill: Skill, synonyms: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, SkillName.Place, str]]:
    labels = [("sv", fold(skill.label_sv)), ("en", fold(skill.label_en))]
    for language, label in labels:
        yield language, SkillName.Place.LABEL, label
    for language, synonym in synonyms:
        yield language, SkillName.Place.SYNONYM, fold(synonym)
    for language, label in labels:
        for later in beginnings(label)[1:]:
            yield language, SkillName.Place.LATER_WORD, later
