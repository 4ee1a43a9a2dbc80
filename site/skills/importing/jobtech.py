"""The JobTech Taxonomy and SSYK 2012 (Arbetsförmedlingen, CC0), in Swedish."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.db import transaction

from skills.importing.jobtech_files import Jobtech, read_jobtech
from skills.importing.progress import Progress
from skills.importing.sync import Tally, sync_objects, sync_rows
from skills.importing.taxonomy import Facts, Shelf, report, retire
from skills.occupations.models import Occupation, SsykGroup, SsykSkill, Substitutability
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill, Source
from skills.vocabulary.naming import name_skills

Ids = dict[str, int]


def import_jobtech(path: Path, progress: Progress) -> str:
    """Everything or nothing; the sentence says what was done. A bad file is a BadFile."""
    files = read_jobtech(path, progress)
    with transaction.atomic():
        skills, skill_tally = store_skills(files, progress)
        groups, group_tally = store_groups(files, progress)
        occupations, occupation_tally = store_occupations(files, groups, progress)
        relations = store_relations(files, skills, groups, occupations, progress)
    parts = {
        "skills": skill_tally,
        "SSYK groups": group_tally,
        "occupations": occupation_tally,
        "relations": relations,
    }
    return report("JobTech", parts, progress.seconds)


def store_skills(files: Jobtech, progress: Progress) -> tuple[Ids, Tally]:
    shelf = Shelf("jobtech_id", "label_sv", Source.JOBTECH)
    wanted = [
        shelf.row_for(concept, (concept.facts["label_sv"], *concept.also))
        for concept in files.skills.values()
    ]
    rows, tally = sync_objects(Skill, progress.count("skills", wanted))
    tally += Tally(retired=retire(Source.JOBTECH, "jobtech_id", files.skills))
    synonyms = {
        row.pk: (*concept.synonyms, ("sv", concept.facts["label_sv"]))
        for row, concept in zip(rows, files.skills.values(), strict=True)
    }
    name_skills(progress.count("names of skills", rows), synonyms, Source.JOBTECH)
    return {row.jobtech_id: row.pk for row in rows}, tally


def store_groups(files: Jobtech, progress: Progress) -> tuple[Ids, Tally]:
    """Level by level, so that each group's parent is there before it."""
    stored = {group.code: group for group in SsykGroup.objects.all()}
    ids: Ids = {}
    total = Tally()
    for level in (1, 2, 3, 4):
        wanted = [
            (stored.get(code), facts | {"parent_id": ids.get(code[:-1])})
            for code, facts in files.groups.items()
            if facts["level"] == level
        ]
        rows, tally = sync_objects(SsykGroup, wanted)
        ids |= {row.code: row.pk for row in rows}
        total += tally
    progress.step(f"SSYK groups: {len(ids)}")
    return ids, total


def store_occupations(files: Jobtech, groups: Ids, progress: Progress) -> tuple[Ids, Tally]:
    stored = {row.jobtech_id: row for row in Occupation.objects.exclude(jobtech_id="")}
    more = defaultdict(list)
    for key, words in files.occupation_words:
        more[key].append(words)
    wanted = [
        (stored.get(key), occupation_facts(key, facts, more[key], groups))
        for key, facts in files.occupations.items()
    ]
    rows, tally = sync_objects(Occupation, progress.count("occupations", wanted))
    gone = retire(Source.JOBTECH, "jobtech_id", files.occupations, Occupation)
    return {row.jobtech_id: row.pk for row in rows}, tally + Tally(retired=gone)


def occupation_facts(key: str, facts: Facts, words: list[str], groups: Ids) -> Facts:
    names = dict.fromkeys(fold(name) for name in (facts["label_sv"], *facts["alt"], *words))
    return {
        "jobtech_id": key,
        "label_sv": facts["label_sv"],
        "ssyk_id": groups[facts["ssyk"]],
        "words": "|".join(names),
        "status": Skill.Status.ACTIVE,
        "source": Source.JOBTECH,
    }


def store_relations(
    files: Jobtech, skills: Ids, groups: Ids, occupations: Ids, progress: Progress
) -> Tally:
    asked = {(groups[code], skills[skill], Source.JOBTECH.value) for code, skill in files.asked}
    of_skills = sync_rows(
        SsykSkill,
        SsykSkill.objects.filter(source=Source.JOBTECH),
        ("group_id", "skill_id", "source"),
        asked,
    )
    moves = {(occupations[a], occupations[b], percent) for a, b, percent in files.moves}
    of_moves = sync_rows(
        Substitutability,
        Substitutability.objects.filter(from_occupation__source=Source.JOBTECH),
        ("from_occupation_id", "to_occupation_id", "percent"),
        moves,
    )
    progress.step(f"relations: {len(asked)} skills of groups, {len(moves)} substitutions")
    return of_skills + of_moves
