"""What is inside a zip, counted while it is read and never written anywhere.

The sizes that a zip states are what its maker wrote; so they are asked first, and then every
entry is unpacked into nothing, a piece at a time, until the budget is spent.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _

from people.uploads import limits
from people.uploads.refusals import Refused

END, END64 = b"PK\x05\x06", b"PK\x06\x07"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
VBA = ("_VBA_PROJECT".encode("utf-16-le"), "VBA".encode("utf-16-le") + b"\0\0")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # of UTF-8 and UTF-16
PIECE = 64 * 1024
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
INNER = 20 * limits.MB  # a zip inside the zip is read into memory, up to this
MARKUP = 8 * limits.MB  # one part with XML
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError)


def too_large() -> Refused:
    return Refused(_("Filen blir för stor när den packas upp. Dela upp den i flera."), "bomb")


def broken() -> Refused:
    return Refused(_("Filen är trasig eller inte vad den heter. Spara den på nytt."), "content")


@dataclass
class Budget:
    """What is left for a file and all that is inside it."""

    unpacked: int = limits.UNPACKED
    entries: int = limits.ENTRIES

    def take(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise too_large()


@dataclass
class Contents:
    """The names inside, and the parts that say what the file is."""

    names: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)


def look_into(file: IO[bytes], *, keep: tuple[str, ...] = ()) -> Contents:
    """Read all of it within the limits, or Refused. `keep` names parts whose bytes are wanted."""
    return _look(file, Budget(), limits.NESTED, keep)


def _look(file: IO[bytes], budget: Budget, deeper: int, keep: tuple[str, ...]) -> Contents:
    _count_before_reading(file, budget)
    contents = Contents()
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            budget.entries -= len(entries)
            if budget.entries < 0 or sum(one.file_size for one in entries) > budget.unpacked:
                raise too_large()
            for entry in entries:
                _read(archive, entry, budget, deeper, keep, contents)
    except BROKEN:
        raise broken() from None
    return contents


def _count_before_reading(file: IO[bytes], budget: Budget) -> None:
    """A list of 100,000 entries is refused by its own heading, before it is made into objects."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < 22:
        raise broken()
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if END64 in tail or count > budget.entries or length > budget.entries * 400:
        raise too_large()


def _read(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    budget: Budget,
    deeper: int,
    keep: tuple[str, ...],
    contents: Contents,
) -> None:
    name = entry.filename
    if entry.flag_bits & 1:
        raise Refused(_("Filen är låst med lösenord. Ta bort låset och försök igen."), "locked")
    if entry.compress_type not in PLAIN or name.startswith(("/", "\\")) or ".." in name.split("/"):
        raise broken()
    contents.names.append(name)
    wanted = name in keep
    with archive.open(entry) as stream:
        pieces = _pieces(stream, budget)
        start = next(pieces, b"")
        if start.startswith(ZIP):
            _look_inside(start, pieces, budget, deeper, contents)
        elif start.startswith(OLE):
            _no_macros(start, pieces)
        elif wanted or name.lower().endswith((".xml", ".rels")) or looks_like_markup(start):
            whole = _whole(start, pieces, MARKUP)
            _no_entities(whole)
            if wanted:
                contents.parts[name] = whole
        else:
            for _piece in pieces:
                pass


def _pieces(stream: IO[bytes], budget: Budget) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        budget.take(len(piece))
        yield piece


def _whole(start: bytes, pieces: Iterator[bytes], most: int) -> bytes:
    found = bytearray(start)
    for piece in pieces:
        found += piece
        if len(found) > most:
            raise too_large()
    return bytes(found)


def _look_inside(
    start: bytes, pieces: Iterator[bytes], budget: Budget, deeper: int, contents: Contents
) -> None:
    """A sheet inside a document is common; a zip in a zip in a zip is not."""
    if not deeper:
        raise too_large()
    inner = _look(io.BytesIO(_whole(start, pieces, INNER)), budget, deeper - 1, ())
    contents.names += inner.names


def _no_macros(start: bytes, pieces: Iterator[bytes]) -> None:
    whole = _whole(start, pieces, INNER)
    if any(mark in whole for mark in VBA):
        raise macros()


def macros() -> Refused:
    return Refused(_("Filen innehåller makron. Spara den utan makron och försök igen."), "macros")


def looks_like_markup(start: bytes) -> bool:
    """Whatever the part is called; a reader finds it by its address, not by its ending."""
    return start.lstrip()[:1] == b"<" or start[:3] in MARKS or start[:2] in MARKS


def _no_entities(markup: bytes) -> None:
    """Office files never declare entities; files made to eat memory do."""
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup or b"<\0!\0D\0" in markup:
        raise broken()
