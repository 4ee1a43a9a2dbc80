"""A PDF that does things when it is opened is refused. A reader of marks, not of pages.

Names may be written with #-codes and objects may stand in packed streams; both are undone
before the marks are looked for. What cannot be looked into is not taken.
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.uploads.limits import MB
from people.uploads.refusals import Refused

CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|Rendition|SubmitForm|ImportData|EmbeddedFiles?|GoToE)"
    rb"(?![A-Za-z0-9])|/XFA[\s\[/(<\d]"
)
STREAM = re.compile(rb"stream\r?\n")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
LISTED = re.compile(rb"[\0\s]*(?:%[^\r\n]*[\r\n][\0\s]*)*\d+[\0\s]+\d+")
START, PIECE, MOST = 4096, 64 * 1024, 64 * MB


def inspect(data: bytes) -> None:
    """Refused when the PDF has scripts or attached files, is locked, or hides its objects."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise Refused(_("Filen är trasig eller inte vad den heter. Spara den på nytt."), "content")
    plain = CODE.sub(lambda found: bytes([int(found[1], 16)]), data)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", plain):
        raise Refused(_("Filen är låst med lösenord. Ta bort låset och försök igen."), "locked")
    _no_action(plain)
    seen = 0
    for packed in _object_streams(data):
        _no_action(CODE.sub(lambda found: bytes([int(found[1], 16)]), packed))
        seen += 1
    if len(OBJECTS.findall(plain)) > seen:
        raise Refused(
            _("Vi kan inte granska filen. Skriv ut den till en ny PDF och försök igen."), "hidden"
        )


def _no_action(text: bytes) -> None:
    if ACTIVE.search(text):
        raise Refused(
            _("Filen innehåller skript eller bifogade filer. Skriv ut den till en ny PDF."),
            "active",
        )


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Packed streams that begin as lists of objects do; together at most 64 MB are unpacked."""
    left, view = MOST, memoryview(data)
    for mark in STREAM.finditer(data):
        whole = bytearray()
        try:
            for piece in _pieces(view[mark.end() :]):
                if not whole and not LISTED.match(piece):
                    break
                whole += piece
                left -= len(piece)
                if left <= 0:
                    raise Refused(
                        _("Filen blir för stor när den packas upp. Dela upp den i flera."), "bomb"
                    )
        except zlib.error:
            continue
        if whole:
            yield bytes(whole)


def _pieces(packed: memoryview) -> Iterator[bytes]:
    """What is packed, a little at a time and the least first. zlib.error when nothing is."""
    unpack, at, size = zlib.decompressobj(), 0, START
    waiting: bytes | memoryview = b""
    while not unpack.eof and (waiting or at < len(packed)):
        if not waiting:
            waiting, at = packed[at : at + size], at + size
        yield unpack.decompress(waiting, size)
        waiting, size = unpack.unconsumed_tail, PIECE
