"""Reads ESCO's files and checks that they fit together, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from people.reading import Row, read_rows
from skills.importing.jobtech_files import reference
from skills.importing.progress import Progress
from skills.importing.taxonomy import Concept, Facts, folder, once
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill

SKILLS = "esco_skills_en.csv.gz"
ESSENTIAL = {"e": "essential", "o": "optional"}
WEIGHTS = {"essential": 0.8, "optional": 0.5}


@dataclass(frozen=True)
class Esco:
    """Relations refer to skills and occupations by their place in the lists, from 0."""

    skills: list[Concept]
    broader: list[tuple[int, int]]
    beside: dict[tuple[int, int], float]
    occupations: list[Facts]
    asked: dict[tuple[int, int], str]


def read_esco(path: Path, progress: Progress) -> Esco:
    home = folder(path, SKILLS)
    groups = read_groups(home)
    rows = list(read_rows(home / SKILLS, SKILL_COLUMNS))
    places: dict[str, int] = {}
    for row in rows:
        once(places, row.required("uri", 120), row)
    places = {row["uri"]: place for place, row in enumerate(rows)}
    above = [parents(row, places, groups) for row in rows]
    occupations = read_occupations(home, read_isco(home))
    files = Esco(
        skills=[skill(row, above[at], groups) for at, row in enumerate(rows)],
        broader=[(at, places[one]) for at in range(len(rows)) for one in above[at] & places.keys()],
        beside=dict(read_beside(home, len(rows))),
        occupations=occupations,
        asked=read_asked(home, len(occupations), len(rows)),
    )
    progress.step(f"read {len(rows)} skills and {len(occupations)} occupations")
    return files


SKILL_COLUMNS = "uri label_en alt_labels_en skill_type collections broader n_occupation_relations"


def parents(row: Row, skills: dict[str, int], groups: dict[str, Row]) -> set[str]:
    above = {uri for uri in row["broader"].split("|") if uri}
    for uri in sorted(above):
        if uri not in skills and uri not in groups:
            raise row.fault(f"broader {uri} is neither a skill nor a group.")
    return above


def read_groups(home: Path) -> dict[str, Row]:
    rows = list(read_rows(home / "esco_skill_groups_en.csv.gz", "uri label_en code broader"))
    groups = {row.required("uri"): row for row in rows}
    for row in rows:
        for uri in row["broader"].split("|"):
            if uri and uri not in groups:
                raise row.fault(f"broader {uri} is not in the file.")
    return groups


def skill(row: Row, above: set[str], groups: dict[str, Row]) -> Concept:
    own = sorted(above & groups.keys(), key=lambda uri: (uri.startswith("isced-f"), uri))
    facts = {
        "label_en": row.required("label_en"),
        "kind": kind(row, above),
        "group": groups[own[0]]["label_en"] if own else "",
        "usage": row.whole("n_occupation_relations"),
        "status": Skill.Status.ACTIVE,
    }
    synonyms = tuple(("en", word) for word in row["alt_labels_en"].split("|") if word)
    return Concept(row["uri"], facts, synonyms)


def kind(row: Row, above: set[str]) -> str:
    """ESCO's own type where it is known; ISCED-F fields sort knowledge, never skills."""
    if "language" in row["collections"].split("|"):
        return Skill.Kind.LANGUAGE
    if row["skill_type"]:
        return Skill.Kind.KNOWLEDGE if row["skill_type"] == "knowledge" else Skill.Kind.SKILL
    knows = any(uri.startswith("isced-f/") for uri in above)
    return Skill.Kind.KNOWLEDGE if knows else Skill.Kind.SKILL


def read_isco(home: Path) -> dict[str, Row]:
    rows = read_rows(home / "isco08_level4_sv_en.csv.gz", "isco08_code label_sv label_en")
    return {row.required("isco08_code", 4): row for row in rows}


def read_occupations(home: Path, isco: dict[str, Row]) -> list[Facts]:
    columns = "uri label_en alt_labels_en isco08"
    seen: dict[str, int] = {}
    found = []
    for row in read_rows(home / "esco_occupations_en.csv.gz", columns):
        once(seen, row.required("uri", 120), row)
        group = isco[reference(row, "isco08", isco)]
        names = [row.required("label_en"), *row["alt_labels_en"].split("|"), group["label_sv"]]
        found.append(
            {
                "esco_uri": row["uri"],
                "label_en": row["label_en"],
                "isco": row["isco08"],
                "words": "|".join(dict.fromkeys(fold(name) for name in names if name)),
            }
        )
    return found


def read_asked(home: Path, occupations: int, skills: int) -> dict[tuple[int, int], str]:
    """Which skills an occupation asks for; where a pair is given twice, essential holds."""
    asked: dict[tuple[int, int], str] = {}
    columns = "occupation_row skill_row relation"
    for row in read_rows(home / "esco_occupation_skill.csv.gz", columns):
        pair = place(row, "occupation_row", occupations), place(row, "skill_row", skills)
        if row["relation"] not in ESSENTIAL:
            raise row.fault(f"relation must be e or o, not {row['relation'][:20]!r}.")
        if asked.get(pair) != "essential":
            asked[pair] = ESSENTIAL[row["relation"]]
    return asked


def read_beside(home: Path, skills: int) -> Iterator[tuple[tuple[int, int], float]]:
    columns = "skill_row related_skill_row relation"
    for row in read_rows(home / "esco_skill_skill.csv.gz", columns):
        if row["relation"] not in WEIGHTS:
            raise row.fault(
                f"relation must be essential or optional, not {row['relation'][:20]!r}."
            )
        pair = place(row, "skill_row", skills), place(row, "related_skill_row", skills)
        yield pair, WEIGHTS[row["relation"]]


def place(row: Row, column: str, length: int) -> int:
    """A 0-based row number in a file of this length."""
    return row.whole(column, 0, length - 1)
