"""A picture is taken apart and made anew, so that nothing but the picture is left of it."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from people.uploads import limits
from people.uploads.names import extension_of
from people.uploads.refusals import Refused

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
ACCEPT = ",".join(f".{one}" for one in FORMATS)
KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "png", "WEBP": "webp"}
WRITTEN: dict[str, dict[str, Any]] = {
    "png": {"format": "PNG", "optimize": True},
    "jpg": {"format": "JPEG", "quality": 85, "optimize": True},
    "webp": {"format": "WEBP", "quality": 85},
}
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
ORIENTATION = 0x0112
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
BROKEN = (
    *(OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError, EOFError),
    *(struct.error, UnidentifiedImageError, Image.DecompressionBombError),
)


@dataclass(frozen=True)
class Picture:
    """The picture as it is kept, and a small one for lists. Sizes in pixels."""

    kind: str
    data: bytes
    width: int
    height: int
    small: bytes


def broken() -> Refused:
    return Refused(_("Bilden är trasig eller inte vad den heter. Spara den på nytt."), "content")


def not_taken() -> Refused:
    return Refused(_("Bilden ska vara PNG, JPEG, WebP eller GIF."), "kind")


def is_picture(name: str) -> bool:
    return extension_of(name) in FORMATS


def made_anew(name: str, file: IO[bytes]) -> Picture:
    """Upright, without place, author or anything after the picture; at most 1600 pixels wide."""
    file.seek(0)
    start = file.read(64)
    found = _format(start)
    if extension_of(name) not in FORMATS:
        raise not_taken()
    if found is None or FORMATS[extension_of(name)] != found:
        raise broken()
    file.seek(0)
    try:
        _small_enough(found, *_stated_size(found, start, file))
        file.seek(0)
        with Image.open(file, formats=[found]) as opened:
            _small_enough(found, *opened.size)
            if found == "JPEG":
                opened.draft(None, _target(*opened.size))
            return _made(found, _upright(opened))
    except Refused:
        raise
    except BROKEN:
        raise broken() from None


def _target(width: int, height: int) -> tuple[int, int]:
    """What the decoder need not go beyond, whichever way the picture lies."""
    part = min(1.0, limits.WIDTH / min(width, height), limits.HEIGHT / max(width, height))
    return int(width * part), int(height * part)


def _format(start: bytes) -> str | None:
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    return "WEBP" if start[:4] == b"RIFF" and start[8:12] == b"WEBP" else None


def _small_enough(found: str, width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise broken()
    most = limits.PIXELS.get(found, limits.OTHER_PIXELS)
    if width * height > most:
        raise Refused(
            _("Bilden har för många bildpunkter. Högst %(most)s miljoner går bra; gör den mindre."),
            "pixels",
            {"most": most // 1_000_000},
        )


def _stated_size(found: str, start: bytes, file: IO[bytes]) -> tuple[int, int]:
    """Width and height by the picture's own heading, read before any decoder is woken."""
    if found == "PNG":
        width, height = struct.unpack(">II", start[16:24])
        return width, height
    if found == "GIF":
        width, height = struct.unpack("<HH", start[6:10])
        return width, height
    return _webp_size(start) if found == "WEBP" else _jpeg_size(file)


def _webp_size(start: bytes) -> tuple[int, int]:
    kind = start[12:16]
    if kind == b"VP8X":
        wide, high = (int.from_bytes(start[at : at + 3], "little") for at in (24, 27))
        return 1 + wide, 1 + high
    if kind == b"VP8L":
        bits = int.from_bytes(start[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind != b"VP8 ":
        raise broken()
    width, height = struct.unpack("<HH", start[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(file: IO[bytes]) -> tuple[int, int]:
    file.seek(2)
    while True:
        lead = file.read(1)
        if lead != b"\xff":
            raise broken()
        mark = file.read(1)
        while mark == b"\xff":
            mark = file.read(1)
        length = int.from_bytes(file.read(2), "big")
        if mark and mark[0] in SIZES:
            _depth, height, width = struct.unpack(">BHH", file.read(5))
            return width, height
        if length < 2 or mark in (b"\xda", b"\xd9", b""):
            raise broken()
        file.seek(length - 2, io.SEEK_CUR)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held, and no larger than what is kept. In place, to spare memory."""
    picture.seek(0)
    if picture.mode not in {"RGB", "RGBA", "L"}:
        clear = "A" in picture.getbands() or "transparency" in picture.info
        orientation = picture.getexif().get(ORIENTATION)
        picture = picture.convert("RGBA" if clear else "RGB")
        picture.getexif()[ORIENTATION] = orientation or 1
    ImageOps.exif_transpose(picture, in_place=True)
    picture.thumbnail((limits.WIDTH, limits.HEIGHT), Image.Resampling.LANCZOS)
    return picture.convert("RGBA" if picture.mode == "RGBA" else "RGB")


def _made(found: str, picture: Image.Image) -> Picture:
    kind = KEPT[found]
    picture.info = {}
    small = picture.copy()
    small.thumbnail((limits.SMALL, limits.SMALL * 2), Image.Resampling.LANCZOS)
    return Picture(kind, _written(picture, kind), *picture.size, _written(small, kind))


def _written(picture: Image.Image, kind: str) -> bytes:
    into = io.BytesIO()
    picture.save(into, **WRITTEN[kind])
    return into.getvalue()
