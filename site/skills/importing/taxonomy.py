"""What both taxonomies do alike: find the row a concept already has, and let go of what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from people.reading import BadFile
from skills.importing.sync import Tally, overwrite
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Skill

Facts = dict[str, Any]


@dataclass(frozen=True)
class Concept:
    """A skill as a source describes it, with the other names the source has for it."""

    key: str
    facts: Facts
    synonyms: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


def folder(path: Path, first_file: str) -> Path:
    """The folder with the files, given itself or its parent."""
    if not path.is_dir():
        raise BadFile(path, None, "there is no such folder.")
    inner = path / "taxonomy"
    return inner if not (path / first_file).exists() and inner.is_dir() else path


def once(seen: dict[str, int], key: str, row: Any) -> None:
    """A key may occur on one line only."""
    if key in seen:
        raise row.fault(f"{key} is already on line {seen[key]}.")
    seen[key] = row.line


class Shelf:
    """The skills that are stored, found by a source's own key or else by label.

    A label match joins a taxonomy's concept with a starter skill, which keeps its own words.
    """

    def __init__(self, key: str, label: str, source: str) -> None:
        self.key, self.source = key, source
        stored = list(Skill.objects.all())
        self.by_key = {getattr(skill, key): skill for skill in stored if getattr(skill, key)}
        self.by_label = {
            fold(getattr(skill, label)): skill
            for skill in stored
            if getattr(skill, label) and not getattr(skill, key)
        }

    def row_for(self, concept: Concept, labels: Iterable[str]) -> tuple[Skill | None, Facts]:
        facts = {self.key: concept.key, **concept.facts}
        skill = self.by_key.get(concept.key) or self._by_label(labels)
        return (
            (None, facts | {"source": self.source})
            if skill is None
            else (
                skill,
                self._kept(skill, facts),
            )
        )

    def _by_label(self, labels: Iterable[str]) -> Skill | None:
        return next(
            (self.by_label.pop(key) for key in map(fold, labels) if key in self.by_label), None
        )

    def _kept(self, skill: Skill, facts: Facts) -> Facts:
        raised = {"usage": max(skill.usage, facts["usage"])}
        if skill.source == self.source:
            return facts | raised
        blank = {name: value for name, value in facts.items() if not getattr(skill, name)}
        return blank | raised


def retire(source: str, key: str, living: Mapping[str, Any], model: Any = Skill) -> int:
    """Mark the source's rows that it no longer has. They stay, for those who refer to them."""
    gone = [
        row
        for row in model.objects.filter(source=source, status=Skill.Status.ACTIVE)
        if getattr(row, key) not in living
    ]
    for row in gone:
        row.status = Skill.Status.RETIRED
    overwrite(model, gone)
    return len(gone)


def report(name: str, parts: Mapping[str, Tally], seconds: float) -> str:
    total = sum(parts.values(), Tally())
    each = "; ".join(f"{what}: {tally}" for what, tally in parts.items())
    return f"{name} imported in {seconds:.1f} s: {total} ({each})."
