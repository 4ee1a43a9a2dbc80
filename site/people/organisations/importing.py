"""Brings in the public catalogue of employers: municipalities, regions and state bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import slugify

from people.organisations.models import Organisation
from people.organisations.official_names import court_name, is_university, municipality_name
from people.reading import Row, read_rows

COLUMNS = (
    "org_type code org_number name name_en county lat lon website department_or_group "
    "employees_latest source licence"
)
PARTIES = {
    "municipality": Organisation.Party.MUNICIPALITY,
    "region": Organisation.Party.REGION,
    "state_agency": Organisation.Party.STATE_AUTHORITY,
}
Facts = dict[str, Any]


@dataclass(frozen=True)
class Done:
    added: int
    changed: int
    unchanged: int
    left_out: int

    def __str__(self) -> str:
        return (
            f"Organisations imported: {self.added} added, {self.changed} changed, "
            f"{self.unchanged} unchanged, {self.left_out} left out."
        )


def import_organisations(path: Path, leave_out: Collection[str] = ()) -> Done:
    """Add and refresh the file's organisations, all or nothing; a bad file is a BadFile.

    Rows whose department or group has a text of `leave_out` in it are passed by. Nobody becomes
    connected by it, and what a connected organisation says about itself stays.
    """
    rows = list(read_rows(path, COLUMNS))
    kept = [
        row for row in rows if not any(text in row["department_or_group"] for text in leave_out)
    ]
    facts = read_facts(kept)
    with transaction.atomic():
        return store(facts, len(rows) - len(kept))


def read_facts(rows: list[Row]) -> list[Facts]:
    shared = Counter(row["org_number"] for row in rows)
    seen: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        facts = organisation(row, shared)
        key = (facts["kind"], facts["code"])
        if key in seen:
            raise row.fault(f"{facts['kind']} {facts['code']} is already on line {seen[key]}.")
        seen[key] = row.line
        found.append(facts)
    return found


def organisation(row: Row, shared: Counter[str]) -> Facts:
    kind = kind_of(row)
    return {
        "name": name_of(row, kind),
        "name_en": row["name_en"][:200],
        "slug": slugify(row["name"])[:80],
        "kind": kind.value,
        "party": PARTIES[row["org_type"]].value,
        "code": code_of(row, shared),
        "org_number": row["org_number"][:20],
        "county": row["county"][:80],
        "latitude": degrees(row, "lat", 90),
        "longitude": degrees(row, "lon", 180),
        "employees": row.whole("employees_latest") if row["employees_latest"] else None,
        "website": website(row),
        "source": f"{row['source']} ({row['licence']})"[:200],
    }


def kind_of(row: Row) -> Organisation.Kind:
    if row["org_type"] not in PARTIES:
        known = ", ".join(PARTIES)
        raise row.fault(f"org_type must be one of {known}, not {row['org_type'][:40]!r}.")
    if row["org_type"] == "state_agency":
        state = Organisation.Kind.AGENCY, Organisation.Kind.UNIVERSITY
        return state[is_university(row["name"])]
    return Organisation.Kind(row["org_type"])


def name_of(row: Row, kind: Organisation.Kind) -> str:
    name = row.required("name", 180)
    return municipality_name(name) if kind == Organisation.Kind.MUNICIPALITY else court_name(name)


def code_of(row: Row, shared: Counter[str]) -> str:
    """The official code, else the organisation number, else (courts share one) the name."""
    if row["org_type"] != "state_agency":
        return row.required("code", 40)
    number = row["org_number"]
    return number[:40] if number and shared[number] == 1 else slugify(row.required("name"))[:40]


def degrees(row: Row, column: str, most: int) -> float | None:
    """WGS 84, or None where the cell is empty."""
    if not row[column]:
        return None
    if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", row[column]) or abs(float(row[column])) > most:
        raise row.fault(f"{column} must be degrees from -{most} to {most}, not {row[column]!r}.")
    return float(row[column])


def website(row: Row) -> str:
    """With a scheme; a cell with more than an address keeps only the address."""
    address = row["website"].split(" ")[0]
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address or "https://example.org")
    except ValidationError:
        raise row.fault(f"website is no web address: {address[:80]!r}.") from None
    return address


def store(wanted: list[Facts], left_out: int) -> Done:
    stored = list(Organisation.objects.all())
    by_code = {(one.kind, one.code): one for one in stored if one.code}
    by_name = {(one.kind, one.name.casefold()): one for one in stored if not one.code}
    taken = {one.slug for one in stored}
    new, changed = [], []
    for facts in wanted:
        key = (facts["kind"], facts["code"])
        one = by_code.get(key) or by_name.get((facts["kind"], facts["name"].casefold()))
        if one is None:
            new.append(Organisation(**with_free_slug(facts, taken)))
        elif refresh(one, facts):
            changed.append(one)
    Organisation.objects.bulk_create(new)
    Organisation.objects.bulk_update(changed, list(wanted[0]) if wanted else [], batch_size=50)
    same = len(wanted) - len(new) - len(changed)
    return Done(len(new), len(changed), same, left_out)


def refresh(one: Organisation, facts: Facts) -> bool:
    """Take over what differs, never the slug; of a connected organisation only what is blank."""
    differs = {
        name: value
        for name, value in facts.items()
        if name != "slug" and getattr(one, name) != value
    }
    if one.is_connected:
        differs = {name: value for name, value in differs.items() if blank(getattr(one, name))}
    for name, value in differs.items():
        setattr(one, name, value)
    return bool(differs)


def blank(value: object) -> bool:
    return value is None or value == ""


def with_free_slug(facts: Facts, taken: set[str]) -> Facts:
    """The code is added where another organisation has the name (Habo, Håbo)."""
    name, code = facts["slug"], slugify(facts["code"])
    slug = next(slug for slug in (name, f"{name[:38]}-{code}") if slug not in taken)
    taken.add(slug)
    return facts | {"slug": slug}
