"""What every stored field is, and how long it is kept.

A model of ours says it beside its fields:

    records = Records(keep=Keep.EMPLOYMENT, personal="name email", internal="id is_active")

Models of libraries are described in `libraries.py`. A field that nobody has classed is an error
of the system check `people.E001`, so it cannot be added unnoticed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import models


class Keep(Enum):
    """Retention rules; the archive decision of each organisation refers to them by name."""

    INSTALLATION = "as long as the installation runs"
    EMPLOYMENT = "until the employment ends, then 12 months"
    PUBLISHED = "as long as the text is published; then as the organisation's archive plan says"
    DRAFT = "until published or thrown away; untouched drafts 24 months"
    WEEK = "until the team sets its full stop; at most 30 days"
    APPLICATION = "24 months after the decision, for claims of discrimination"
    PLACEMENT = "ten years after the end, as other agreements"
    LOG = "24 months"
    YEAR = "12 months"
    SEASON = "12 weeks"
    BRIEF = "30 days"
    SESSION = "12 hours"


CLASSES = ("public", "internal", "personal", "sensitive", "anonymous")


@dataclass(frozen=True)
class Records:
    """Each class names fields, parted by spaces; `keep` holds for all of them."""

    keep: Keep
    public: str = ""
    internal: str = ""
    personal: str = ""
    sensitive: str = ""
    anonymous: str = ""

    def classes(self) -> dict[str, str]:
        """Field name to class. A field named twice is a ValueError."""
        found: dict[str, str] = {}
        for name in CLASSES:
            for field in getattr(self, name).split():
                if field in found:
                    raise ValueError(f"{field} is both {found[field]} and {name}")
                found[field] = name
        return found


def fields_of(model: type[models.Model]) -> set[str]:
    """Stored fields that belong to this very table, many-to-many fields among them."""
    options = model._meta
    return {field.name for field in (*options.local_fields, *options.local_many_to_many)}


def faults(all_models: list[type[models.Model]]) -> Iterator[tuple[type[models.Model], str]]:
    """A sentence for every field without a class and every class without a field."""
    from people.libraries import LIBRARIES

    for model in all_models:
        ours = model.__dict__.get("records")
        records = ours or LIBRARIES.get(model._meta.label)
        if records is None:
            yield model, "has no records: say what its fields are and how long they are kept"
            continue
        classed, stored = set(records.classes()), fields_of(model)
        for name in sorted(stored - classed):
            yield model, f"has the field {name!r} without a class"
        # A library's table may have other columns on another database.
        for name in sorted(classed - stored) if ours else []:
            yield model, f"classes {name!r}, which is no field"
