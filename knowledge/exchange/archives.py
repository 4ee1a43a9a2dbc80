"""A zip of lessons that somebody sends: each entry tried before any is stored.

Nothing is unpacked to disk, and no more is read than what is allowed.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from zipfile import ZipFile, ZipInfo

from django.utils.translation import gettext as _

from knowledge.exchange.carriers import carriers
from knowledge.exchange.entries import FORMAT, VERSION
from knowledge.exchange.rules import BadEntry, read_entry
from people.sensitive.numbers import SHORT, without_numbers

MOST_ENTRIES = 100_000
LARGEST = 2_000_000_000  # bytes unpacked, all together
LARGEST_LESSON = 2_000_000
LARGEST_FILE = 30_000_000
MOST_FAULTS = 50


class BadArchive(Exception):
    """`faults` are sentences, each with the entry that it is about."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [without_numbers(one, instead=SHORT) for one in faults]
        super().__init__(*self.faults[:1])


def tried(archive: ZipFile, beat: Callable[[int, int], None]) -> list[str]:
    """The names of the lessons' entries, in order; BadArchive if any of them is at fault."""
    infos = {info.filename: info for info in archive.infolist()}
    refuse_bombs(archive)
    check_frame(archive, infos)
    names = sorted(name for name in infos if is_lesson(name))
    faults: list[str] = []
    seen: dict[uuid.UUID, str] = {}
    for number, name in enumerate(names, 1):
        try:
            try_one(archive, infos, name, seen)
        except BadEntry as fault:
            faults.append(f"{name}: {fault}")
        if len(faults) == MOST_FAULTS:
            break
        beat(number, len(names))
    if faults:
        raise BadArchive(faults)
    return names


def try_one(
    archive: ZipFile, infos: dict[str, ZipInfo], name: str, seen: dict[uuid.UUID, str]
) -> None:
    entry = read_entry(unpacked(archive, infos[name], LARGEST_LESSON))
    known = seen.setdefault(entry["id"], name)
    if known != name:
        raise BadEntry("id", _("finns redan i %(name)s") % {"name": known})
    for one in entry["files"]:
        if one["path"] not in infos:
            raise BadEntry("files", _("%(path)s finns inte i zipfilen") % {"path": one["path"]})
        if one["carrier"] not in {carrier.name for carrier in carriers()}:
            raise BadEntry("files", _("bilagor av det slaget går inte att ta in här"))
        unpacked(archive, infos[one["path"]], LARGEST_FILE)


def is_lesson(name: str) -> bool:
    return name.startswith("lessons/") and name.endswith(".json")


def refuse_bombs(archive: ZipFile) -> None:
    """By what the archive says of itself; what it does not say is counted when it is read."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST:
        raise BadArchive([_("Zipfilen är för stor när den packas upp.")])
    if len(names) != len(set(names)):
        raise BadArchive([_("Samma namn finns två gånger i zipfilen.")])
    if any(info.flag_bits & 1 for info in infos):
        raise BadArchive([_("Zipfilen är låst med lösenord.")])


def check_frame(archive: ZipFile, infos: dict[str, ZipInfo]) -> None:
    fault = _("utbyte.json: saknas, eller så är filen ingen export från Utbyte.")
    if "utbyte.json" not in infos:
        raise BadArchive([fault])
    try:
        about = json.loads(unpacked(archive, infos["utbyte.json"], LARGEST_LESSON))
        known = about["format"] == FORMAT and about["version"] == VERSION
    except (ValueError, KeyError, TypeError, RecursionError, BadEntry):
        raise BadArchive([fault]) from None
    if not known:
        raise BadArchive([_("utbyte.json: den versionen av formatet går inte att läsa här.")])


def unpacked(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """At most `most` bytes, whatever the archive says."""
    with archive.open(info) as source:
        found = source.read(most + 1)
    if len(found) > most:
        raise BadEntry(info.filename, _("är för stor"))
    return found
