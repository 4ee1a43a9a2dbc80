"""ESCO 1.2.0 (European Commission, CC BY 4.0), in English.

There is no Swedish in it: Swedish occupations reach it through SSYK → ISCO-08, see
`Occupation.counterparts`, and starter skills with the same English label are joined with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from skills.importing.esco_files import Esco, read_esco
from skills.importing.progress import Progress
from skills.importing.sync import Tally, sync_objects, sync_rows
from skills.importing.taxonomy import Shelf, report, retire
from skills.occupations.models import Occupation, OccupationSkill
from skills.vocabulary.models import Skill, SkillRelation, Source
from skills.vocabulary.naming import name_skills

Kind = SkillRelation.Kind


def import_esco(path: Path, progress: Progress) -> str:
    """Everything or nothing; the sentence says what was done. A bad file is a BadFile."""
    files = read_esco(path, progress)
    with transaction.atomic():
        skills, skill_tally = store_skills(files, progress)
        occupations, occupation_tally = store_occupations(files, progress)
        relations = store_relations(files, skills, progress)
        relations += store_asked(files, skills, occupations, progress)
    parts = {"skills": skill_tally, "occupations": occupation_tally, "relations": relations}
    return report("ESCO", parts, progress.seconds)


def store_skills(files: Esco, progress: Progress) -> tuple[list[int], Tally]:
    shelf = Shelf("esco_uri", "label_en", Source.ESCO)
    wanted = [shelf.row_for(concept, [concept.facts["label_en"]]) for concept in files.skills]
    rows, tally = sync_objects(Skill, progress.count("skills", wanted))
    living = {concept.key: True for concept in files.skills}
    tally += Tally(retired=retire(Source.ESCO, "esco_uri", living))
    synonyms = {row.pk: concept.synonyms for row, concept in zip(rows, files.skills, strict=True)}
    name_skills(progress.count("names of skills", rows), synonyms, Source.ESCO)
    progress.step("names stored")
    return [row.pk for row in rows], tally


def store_occupations(files: Esco, progress: Progress) -> tuple[list[int], Tally]:
    stored = {row.esco_uri: row for row in Occupation.objects.exclude(esco_uri="")}
    always = {"status": Skill.Status.ACTIVE, "source": Source.ESCO}
    wanted = [(stored.get(facts["esco_uri"]), facts | always) for facts in files.occupations]
    rows, tally = sync_objects(Occupation, progress.count("occupations", wanted))
    living = {facts["esco_uri"]: True for facts in files.occupations}
    gone = retire(Source.ESCO, "esco_uri", living, Occupation)
    return [row.pk for row in rows], tally + Tally(retired=gone)


def store_relations(files: Esco, skills: list[int], progress: Progress) -> Tally:
    fields = ("from_skill_id", "to_skill_id", "kind", "weight", "source")
    wanted = set(_relations(files, skills))
    progress.step(f"relations between skills: {len(wanted)}")
    stored = SkillRelation.objects.filter(source=Source.ESCO)
    return sync_rows(SkillRelation, stored, fields, wanted)


def _relations(files: Esco, skills: list[int]) -> Iterator[tuple[int, int, str, float, str]]:
    for here, above in files.broader:
        yield skills[here], skills[above], Kind.BROADER.value, 0.7, Source.ESCO.value
    for (here, there), weight in files.beside.items():
        yield skills[here], skills[there], Kind.RELATED.value, weight, Source.ESCO.value


def store_asked(
    files: Esco, skills: list[int], occupations: list[int], progress: Progress
) -> Tally:
    fields = ("occupation_id", "skill_id", "kind", "source")
    counted = progress.count("skills of occupations", files.asked.items())
    wanted = {
        (occupations[at], skills[asks], kind, Source.ESCO.value) for (at, asks), kind in counted
    }
    stored = OccupationSkill.objects.filter(source=Source.ESCO)
    return sync_rows(OccupationSkill, stored, fields, wanted)
