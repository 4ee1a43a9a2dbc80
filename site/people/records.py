"""What every stored field is, and how long it is kept.

A model of ours says it beside its fields:

    records = Records(keep=Keep.EMPLOYMENT, personal="name email", internal="id is_active")

Models of libraries are described in `libraries.py`. A field that nobody has classed is an error
of the system check `people.E001`, so it cannot be added unnoticed. So is a table that is kept for
a time without saying what the time is counted from; `people/registry/thinning.py` erases it then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db import models


class Keep(Enum):
    """Retention rules; the archive decision of each organisation refers to them by name."""

    INSTALLATION = "as long as the installation runs"
    EMPLOYMENT = "as long as the employment lasts; then as the organisation's archive plan says"
    PUBLISHED = "as long as the text is published; then as the organisation's archive plan says"
    DRAFT = "until published or thrown away"
    WEEK = "until the team sets its full stop; at most 30 days"
    APPLICATION = "at least 24 months after the decision, for claims of discrimination"
    PLACEMENT = "at least ten years after the end, as other agreements"
    LOG = "24 months"
    YEAR = "12 months"
    SEASON = "12 weeks"
    BRIEF = "30 days"
    SESSION = "12 hours"


LASTS: dict[Keep, timedelta] = {
    Keep.LOG: timedelta(days=730),
    Keep.YEAR: timedelta(days=365),
    Keep.SEASON: timedelta(weeks=12),
    Keep.BRIEF: timedelta(days=30),
    Keep.SESSION: timedelta(hours=12),
}
CLASSES = ("public", "internal", "personal", "sensitive", "anonymous")


@dataclass(frozen=True)
class Records:
    """Each class names fields, parted by spaces; `keep` holds for all of them.

    `since`: the moment or day that the time in `LASTS` is counted from, never if it is null; or
    what the row belongs to and goes with. `job`: the one of the worker that erases it instead.
    """

    keep: Keep
    since: str = ""
    job: str = ""
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


def rules_of(model: type[models.Model]) -> Records | None:
    from people.libraries import LIBRARIES

    return model.__dict__.get("records") or LIBRARIES.get(model._meta.label)


def goes_with(model: type[models.Model], field: str) -> bool:
    """Whether its rows are erased with what this field leads to."""
    link = model._meta.get_field(field).remote_field
    return link is not None and getattr(link, "on_delete", None) is models.CASCADE


def faults(all_models: list[type[models.Model]]) -> Iterator[tuple[type[models.Model], str]]:
    """A sentence for every field without a class and every class without a field."""
    for model in all_models:
        ours = model.__dict__.get("records")
        records = rules_of(model)
        if records is None:
            yield model, "has no records: say what its fields are and how long they are kept"
            continue
        classed, stored = set(records.classes()), fields_of(model)
        for name in sorted(stored - classed):
            yield model, f"has the field {name!r} without a class"
        # A library's table may have other columns on another database.
        for name in sorted(classed - stored) if ours else []:
            yield model, f"classes {name!r}, which is no field"
        for sentence in _faults_of_age(model, records):
            yield model, sentence


def _faults_of_age(model: type[models.Model], records: Records) -> Iterator[str]:
    """Of a table that is to be erased by its age."""
    if records.keep in LASTS and bool(records.since) == bool(records.job):
        yield "is kept for a time: say since when, or which job erases it"
    if not records.since:
        return
    if records.since not in fields_of(model):
        yield f"is kept since {records.since!r}, which is no field"
        return
    is_day = isinstance(model._meta.get_field(records.since), models.DateField)
    if not is_day and not goes_with(model, records.since):
        yield f"is kept since {records.since!r}, which is neither a time nor goes with it"
    for other in model._meta.get_fields(include_hidden=True):
        if isinstance(other, models.ForeignObjectRel) and not _lets_go(other):
            label = other.field.model._meta.label
            yield f"cannot be erased by its age without harm to {label}"


def _lets_go(link: models.ForeignObjectRel) -> bool:
    """Erasing leaves what leads here as it is, or takes only what is to go with it."""
    kept = getattr(link, "on_delete", None)
    if kept in (None, models.SET_NULL, models.DO_NOTHING):
        return True
    records = rules_of(link.field.model)
    return kept is models.CASCADE and records is not None and records.since == link.field.name
