"""A first vocabulary in both languages, ours to give away, for whoever has no taxonomy yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from people.reading import Row, read_rows
from skills.importing.jobtech_files import short
from skills.importing.sync import Tally, sync_objects, sync_rows
from skills.importing.taxonomy import Facts
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill, SkillRelation, Source
from skills.vocabulary.naming import name_skills

FOLDER = Path(__file__).with_name("starter")
SYNONYM_LANGUAGES = ("sv", "en")
USAGE = 1_000  # before most of the taxonomies' skills, which are seldom those of the public sector


@transaction.atomic
def load_starter() -> Tally:
    """Add what is missing; a skill that a taxonomy brought in is joined, not doubled."""
    rows = list(read_rows(FOLDER / "skills.csv", "sv en kind group synonyms"))
    wanted = list(_wanted(rows))
    skills, tally = sync_objects(Skill, wanted)
    synonyms = {skill.pk: list(_synonyms(row)) for skill, row in zip(skills, rows, strict=True)}
    name_skills(skills, synonyms, Source.STARTER)
    return tally + _relate({fold(skill.label_sv): skill for skill in skills})


def _wanted(rows: list[Row]) -> Iterator[tuple[Skill | None, Facts]]:
    stored = list(Skill.objects.all())
    swedish = {fold(short(skill.label_sv)): skill for skill in stored if skill.label_sv}
    english = {fold(skill.label_en): skill for skill in stored if not skill.label_sv}
    for row in rows:
        skill = swedish.get(fold(row["sv"])) or english.pop(fold(row["en"]), None)
        yield skill, _facts(row, skill)


def _facts(row: Row, skill: Skill | None) -> Facts:
    return {
        "label_sv": row.required("sv"),
        "label_en": row.required("en"),
        "kind": Skill.Kind(row["kind"]).value,
        "group": row["group"],
        "status": Skill.Status.ACTIVE.value,
        "source": Source.STARTER.value,
        "usage": max(USAGE, skill.usage if skill else 0),
    }


def _synonyms(row: Row) -> Iterator[tuple[str, str]]:
    for marked in filter(None, row["synonyms"].split("|")):
        language, _, word = marked.partition(":")
        if language not in SYNONYM_LANGUAGES or not word:
            raise row.fault(f"the synonym {marked} must begin with sv: or en:.")
        yield language, word


def _relate(skills: dict[str, Skill]) -> Tally:
    fields = ("from_skill_id", "to_skill_id", "kind", "weight", "source")
    wanted: set[tuple[int, int, str, float, str]] = set()
    for row in read_rows(FOLDER / "related.csv", "sv related weight"):
        pair = [skills[fold(row[column])].pk for column in ("sv", "related")]
        for here, there in (pair, pair[::-1]):
            kind, source = SkillRelation.Kind.RELATED.value, Source.STARTER.value
            wanted.add((here, there, kind, float(row["weight"]), source))
    stored = SkillRelation.objects.filter(source=Source.STARTER)
    return sync_rows(SkillRelation, stored, fields, wanted)
