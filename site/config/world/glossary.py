"""Words and abbreviations, some reviewed and some proposed, and synonyms for search."""

from typing import Any

from config.world.people import unit_named
from config.world.reading import rows
from knowledge.glossary.actions import Place, add
from people.organisations.models import Organisation
from people.persons.models import Person
from search.models import SynonymGroup

SYNONYMS = (
    "trygghetslarm, larm",
    "välfärdsteknik, digital teknik i omsorgen",
    "upphandling, inköp",
)


def build_glossary() -> None:
    for row in rows("glossary"):
        text = {name: row.get(name, "") for name in ("word", "meaning", "explanation")}
        add(by=Person.objects.get(email=row["by"]), place=place_of(row), **text)
    for words in SYNONYMS:
        SynonymGroup.objects.create(words=words)


def place_of(row: dict[str, Any]) -> Place:
    if "organisation" not in row:
        return Place()
    organisation = Organisation.objects.get(slug=row["organisation"])
    unit = unit_named(row["organisation"], row["unit"]) if "unit" in row else None
    return Place(organisation.pk, unit.pk if unit else None)
