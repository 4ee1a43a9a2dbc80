"""Reads JobTech's files and checks that they fit together, before anything is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from people.reading import Row, read_rows
from skills.importing.progress import Progress
from skills.importing.taxonomy import Concept, Facts, folder, once
from skills.vocabulary.models import Skill

SKILLS = "skills_jobtech.csv.gz"
CERTIFIED = ("Yrkesbevis", "Certifikat", "Behörigheter", "Elbehörigheter", "Specialistbevis")
KNOWN = ("Datakunskaper",)
TAILS = (", programmeringsspråk", ", frågespråk")
Synonyms = dict[str, list[str]]


@dataclass(frozen=True)
class Jobtech:
    skills: dict[str, Concept]
    groups: dict[str, Facts]
    occupations: dict[str, Facts]
    asked: set[tuple[str, str]]
    moves: set[tuple[str, str, int]]
    occupation_words: list[tuple[str, str]]


def read_jobtech(path: Path, progress: Progress) -> Jobtech:
    home = folder(path, SKILLS)
    keywords = list(read_rows(home / "keywords_jobtech.csv.gz", KEYWORDS))
    groups = read_groups(home)
    occupations = read_occupations(home, groups)
    skills = read_skills(home, keywords)
    files = Jobtech(
        skills=skills,
        groups=groups,
        occupations=occupations,
        asked=set(read_asked(home, groups, skills)),
        moves=set(read_moves(home, occupations)),
        occupation_words=[
            *keywords_about("occupation-name", keywords, occupations),
            *read_old_names(home, occupations),
        ],
    )
    progress.step(f"read {len(skills)} skills and {len(occupations)} occupations")
    return files


KEYWORDS = "keyword_id keyword_sv related_id related_type"


def keywords_about(
    what: str, keywords: list[Row], known: dict[str, Facts] | dict[str, Concept] | set[str]
) -> Iterator[tuple[str, str]]:
    for row in keywords:
        if row["related_type"] == what:
            yield reference(row, "related_id", known), row.required("keyword_sv")


def reference(row: Row, column: str, known: object) -> str:
    key = row.required(column)
    if key not in known:  # type: ignore[operator]
        raise row.fault(f"{column} {key} is not in the file it refers to.")
    return key


def read_skills(home: Path, keywords: list[Row]) -> dict[str, Concept]:
    columns = "concept_id label_sv broader_headline_sv broader_main_headline_sv n_related_ssyk4"
    rows = list(read_rows(home / SKILLS, columns))
    seen: dict[str, int] = {}
    for row in rows:
        once(seen, row.required("concept_id", 40), row)
    synonyms: Synonyms = defaultdict(list)
    for key, word in keywords_about("skill", keywords, set(seen)):
        synonyms[key].append(word)
    return {row["concept_id"]: skill(row, synonyms) for row in rows}


def skill(row: Row, synonyms: Synonyms) -> Concept:
    label = row.required("label_sv")
    also = (short(label),) if short(label) != label else ()
    words = [*also, *synonyms.get(row["concept_id"], [])]
    facts = {
        "label_sv": label,
        "kind": kind(row),
        "group": row["broader_headline_sv"],
        "usage": row.whole("n_related_ssyk4"),
        "status": Skill.Status.ACTIVE,
    }
    return Concept(row["concept_id"], facts, tuple(("sv", word) for word in words), also)


def short(label: str) -> str:
    """Python, programmeringsspråk → Python"""
    for tail in TAILS:
        label = label.removesuffix(tail)
    return label


def kind(row: Row) -> str:
    if row["broader_headline_sv"].startswith(CERTIFIED):
        return Skill.Kind.CERTIFICATE
    if row["broader_main_headline_sv"] in KNOWN:
        return Skill.Kind.KNOWLEDGE
    return Skill.Kind.SKILL


def read_groups(home: Path) -> dict[str, Facts]:
    columns = (
        "concept_id level ssyk_code label_sv parent_concept_id definition_sv "
        "isco08_codes isco08_labels_en"
    )
    rows = list(read_rows(home / "ssyk2012.csv.gz", columns))
    concepts = {row["concept_id"] for row in rows}
    codes = {row["ssyk_code"] for row in rows}
    seen: dict[str, int] = {}
    for row in rows:
        once(seen, row.required("ssyk_code", 4), row)
        if row.whole("level", 1, 4) != len(row["ssyk_code"]):
            raise row.fault(f"level {row['level']} does not fit the code {row['ssyk_code']}.")
        if row["level"] != "1":
            reference(row, "parent_concept_id", concepts)
            if row["ssyk_code"][:-1] not in codes:
                raise row.fault(f"the group above {row['ssyk_code']} is not in the file.")
    return {row["ssyk_code"]: group(row) for row in rows}


def group(row: Row) -> Facts:
    english = row["isco08_labels_en"]
    return {
        "code": row["ssyk_code"],
        "level": int(row["level"]),
        "jobtech_id": row["concept_id"],
        "label_sv": row.required("label_sv"),
        "label_en": english if "|" not in english else "",
        "definition": row["definition_sv"],
        "isco_codes": row["isco08_codes"],
    }


def read_occupations(home: Path, groups: dict[str, Facts]) -> dict[str, Facts]:
    columns = "concept_id label_sv ssyk_code alt_terms_sv legacy_ams_id"
    seen: dict[str, int] = {}
    found: dict[str, Facts] = {}
    for row in read_rows(home / "occupations_jobtech.csv.gz", columns):
        once(seen, row.required("concept_id", 40), row)
        found[row["concept_id"]] = {
            "label_sv": row.required("label_sv"),
            "ssyk": reference(row, "ssyk_code", groups),
            "alt": [term for term in row["alt_terms_sv"].split("|") if term],
            "legacy": row["legacy_ams_id"],
        }
    return found


def read_asked(
    home: Path, groups: dict[str, Facts], skills: dict[str, Concept]
) -> Iterator[tuple[str, str]]:
    for row in read_rows(home / "ssyk4_skill_relations.csv.gz", "ssyk_code skill_concept_id"):
        yield reference(row, "ssyk_code", groups), reference(row, "skill_concept_id", skills)


def read_moves(home: Path, occupations: dict[str, Facts]) -> Iterator[tuple[str, str, int]]:
    columns = "occupation_id can_substitute_for_id percent"
    seen: dict[str, int] = {}
    for row in read_rows(home / "occupation_substitutability.csv.gz", columns):
        here = reference(row, "occupation_id", occupations)
        there = reference(row, "can_substitute_for_id", occupations)
        once(seen, f"{here} → {there}", row)
        yield here, there, row.whole("percent", 0, 100)


def read_old_names(home: Path, occupations: dict[str, Facts]) -> Iterator[tuple[str, str]]:
    """Names from 2018 by the number of that time; numbers that have left the list are passed by."""
    now = {facts["legacy"]: key for key, facts in occupations.items() if facts["legacy"]}
    rows = read_rows(home / "occupation_synonyms_ams2018.csv.gz", "legacy_ams_id synonym_sv")
    for row in rows:
        if row["legacy_ams_id"] in now:
            yield now[row["legacy_ams_id"]], row.required("synonym_sv")
