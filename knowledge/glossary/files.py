"""The glossary as a file: out for everybody who may read it, in for editors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.glossary import actions, spelling
from knowledge.glossary.actions import Place
from knowledge.glossary.models import Term
from people.cells import as_written, harmless
from people.organisations.models import Unit
from people.persons.models import Person
from people.persons.names import clean_name

COLUMNS = ("ord", "betydelse", "förklaring", "enhet")
MORE_COLUMNS = ("organisation", "läge")
MOST_ROWS = 2_000
MOST_FAULTS = 20


def as_csv(terms: Iterable[Term]) -> Iterator[str]:
    """Line by line, with semicolons and a byte order mark, as Swedish spreadsheets want it."""
    yield "\ufeff" + _line((*COLUMNS, *MORE_COLUMNS))
    for one in terms:
        unit, organisation = one.unit or "", one.organisation or ""
        cells = (one.word, one.meaning, one.explanation, unit, organisation)
        yield _line([harmless(str(cell)) for cell in (*cells, one.get_state_display())])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(cells)
    return out.getvalue()


@dataclass(frozen=True)
class Row:
    line: int
    word: str
    meaning: str
    explanation: str
    unit: str


@transaction.atomic
def bring_in(*, by: Person, place: Place, content: bytes) -> tuple[int, int]:
    """All rows or none; how many are new and how many changed. Twice the same changes nothing.

    ValidationError names each bad row with its line.
    """
    if place.unit or place not in dict(actions.places_for(by)):
        raise PermissionDenied("not one of the person's organisations")
    units = _units(place)
    rows = list(_rows(content))
    faults = list(_faults(rows, units))
    if faults:
        raise ValidationError(faults[:MOST_FAULTS])
    known = {
        (one.unit_id, one.key): one
        for one in Term.objects.used().filter(organisation=place.organisation)
    }
    added = changed = 0
    for row in rows:
        unit = units.get(row.unit.casefold())
        text = {"word": row.word, "meaning": row.meaning, "explanation": row.explanation}
        old = known.get((unit, spelling.key(row.word)))
        if old is None:
            actions.add(by=by, place=Place(place.organisation, unit), **text)
            added += 1
        elif (old.word, old.meaning, old.explanation) != tuple(text.values()):
            actions.change(term=old, by=by, **text)
            changed += 1
    return added, changed


def _units(place: Place) -> dict[str, int]:
    if not place.organisation:
        return {}
    here = Unit.objects.filter(organisation=place.organisation).living()
    return {name.casefold(): pk for pk, name in here.values_list("pk", "name")}


def _rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        table = [(reader.line_num, cells) for cells in reader]
    except csv.Error as fault:
        raise ValidationError(_("Filen går inte att läsa som CSV.")) from fault
    header = [cell.strip().casefold() for cell in table[0][1]] if table else []
    if "ord" not in header or "betydelse" not in header:
        raise ValidationError(_("Första raden ska ha kolumnerna ord och betydelse."))
    if len(table) > MOST_ROWS + 1:
        limit = ngettext("Högst %(n)s rad i taget.", "Högst %(n)s rader i taget.", MOST_ROWS)
        raise ValidationError(limit % {"n": MOST_ROWS})
    for line, cells in table[1:]:
        named = dict(zip(header, (as_written(cell.strip()) for cell in cells), strict=False))
        if any(named.values()):
            word, meaning = clean_name(named.get("ord", "")), clean_name(named.get("betydelse", ""))
            unit = clean_name(named.get("enhet", ""))
            yield Row(line, word, meaning, named.get("förklaring", ""), unit)


def _decoded(content: bytes) -> str:
    """UTF-8, else as older Swedish spreadsheets save."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ValidationError(_("Filen går inte att läsa som CSV."))
    return text


def _faults(rows: list[Row], units: dict[str, int]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        same = (row.unit.casefold(), spelling.key(row.word))
        fault = _fault(row, units, twice=same in seen)
        seen.add(same)
        if fault:
            yield _("Rad %(line)s: %(fault)s") % {"line": row.line, "fault": fault}


def _fault(row: Row, units: dict[str, int], *, twice: bool) -> str:
    lengths = {"word": row.word, "meaning": row.meaning, "explanation": row.explanation}
    if not spelling.key(row.word) or not row.meaning:
        return _("ordet eller betydelsen saknas.")
    for name, text in lengths.items():
        if len(text) > (Term._meta.get_field(name).max_length or 0):  # type: ignore[union-attr]
            return _("texten är för lång.")
    if row.unit and row.unit.casefold() not in units:
        return _("enheten finns inte.")
    return _("ordet står två gånger.") if twice else ""
