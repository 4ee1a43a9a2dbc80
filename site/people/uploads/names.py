"""What a file is called: shown as its owner wrote it, as far as that is safe. Never a path."""

import unicodedata
from urllib.parse import quote

from people.uploads.limits import NAME

DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
FORBIDDEN = set('<>:"/\\|?*')
CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(name: str) -> str:
    """The last part of a path, without invisible or reserved signs, at most 120 characters.

    Names that some system keeps for devices get a line before them; nothing left is `fil`.
    """
    last = name.replace("\\", "/").split("/")[-1]
    seen = "".join(
        " " if unicodedata.category(sign) in CONTROLS else "_" if sign in FORBIDDEN else sign
        for sign in unicodedata.normalize("NFC", last)
    )
    stem, dot, extension = " ".join(seen.split()).rstrip(". ").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem, extension = stem.strip(". ") or "fil", extension.strip()[:10]
    if stem.split(".")[0].strip().casefold() in DEVICES:
        stem = f"_{stem}"
    ending = f".{extension}" if extension else ""
    return stem[: NAME - len(ending)].rstrip(". ") + ending


def extension_of(name: str) -> str:
    """In small letters, without the dot; of what the name ends with, whatever stands before."""
    return clean(name).rpartition(".")[2].lower() if "." in clean(name) else ""


def disposition(name: str, *, inline: bool = False) -> str:
    """The header of RFC 6266: a plain name for old browsers and the right one for the others."""
    safe = clean(name)
    plain = unicodedata.normalize("NFKD", safe).encode("ascii", "ignore").decode()
    plain = "".join(sign for sign in plain if sign.isalnum() or sign in " ._-()").strip(" .")
    stem = plain.rpartition(".")[0] if "." in plain else plain
    plain = plain if stem.strip() and "." in plain else f"fil.{extension_of(safe) or 'bin'}"
    way = "inline" if inline else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
