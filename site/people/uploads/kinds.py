"""What may be attached, known by its content; the name must agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from people.uploads import archives, pdf
from people.uploads.names import extension_of
from people.uploads.refusals import Refused

OPEN_XML = "application/vnd.openxmlformats-officedocument"
MACROS = ("vbaproject", "vbadata", "activex/", "basic/", "scripts/")


@dataclass(frozen=True)
class Kind:
    """`main` is the type that the file states inside itself."""

    type: str
    main: bytes = b""


KINDS = {
    "pdf": Kind("application/pdf"),
    "docx": Kind(
        f"{OPEN_XML}.wordprocessingml.document",
        f"{OPEN_XML}.wordprocessingml.document.main+xml".encode(),
    ),
    "xlsx": Kind(
        f"{OPEN_XML}.spreadsheetml.sheet", f"{OPEN_XML}.spreadsheetml.sheet.main+xml".encode()
    ),
    "pptx": Kind(
        f"{OPEN_XML}.presentationml.presentation",
        f"{OPEN_XML}.presentationml.presentation.main+xml".encode(),
    ),
    "odt": Kind("application/vnd.oasis.opendocument.text"),
    "ods": Kind("application/vnd.oasis.opendocument.spreadsheet"),
    "txt": Kind("text/plain; charset=utf-8"),
    "csv": Kind("text/csv; charset=utf-8"),
}
ACCEPT = ",".join(f".{one}" for one in KINDS)
PARTS = ("[Content_Types].xml", "mimetype")


def not_taken() -> Refused:
    return Refused(
        _("Den sortens fil tar vi inte emot. Spara den som PDF och försök igen."), "kind"
    )


def other_content() -> Refused:
    return Refused(_("Filen är trasig eller inte vad den heter. Spara den på nytt."), "content")


def known(name: str, file: IO[bytes]) -> str:
    """The kind of the file, or Refused. Reads all of it."""
    extension = extension_of(name)
    if extension not in KINDS:
        raise not_taken()
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if extension == "pdf":
        pdf.inspect(file.read())
    elif extension in {"txt", "csv"}:
        as_text(file.read())
    elif start.startswith(archives.ZIP):
        _office(extension, file)
    else:
        raise other_content()
    file.seek(0)
    return extension


def _office(extension: str, file: IO[bytes]) -> None:
    contents = archives.look_into(file, keep=PARTS)
    stated = contents.parts.get("[Content_Types].xml", b"")
    names = [name.lower() for name in contents.names]
    if b"macroenabled" in stated.lower() or any(mark in name for name in names for mark in MACROS):
        raise archives.macros()
    kind = KINDS[extension]
    if kind.main:
        agrees = b'"' + kind.main + b'"' in stated.replace(b"'", b'"')
    else:
        agrees = contents.parts.get("mimetype", b"").strip() == kind.type.encode()
    if not agrees:
        raise other_content()


def as_text(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Excel in Sweden writes; never with control signs."""
    for encoding in (
        ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n\f" for sign in text):
            return text
    raise other_content()
