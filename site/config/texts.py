"""Finds every text that a person can meet, and keeps the catalogues complete.

The Swedish text is its own key; `locale/en` holds the English. `locale/sv` holds Swedish for what
the libraries left in English. No gettext programs are needed: Babel reads and writes the files.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

Text = str | tuple[str, str]
Found = tuple[Text, str | None, str]

SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(r"""\b(_|n?p?gettext)\(\s*((?:u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*'|[,\s])+)""")
ROOMS = ("site", "knowledge", "mobility", "search")


def in_python(source: str) -> Iterator[tuple[Text, str | None]]:
    """Texts given to gettext in Python source, each with its context."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        texts = [word for word in words if isinstance(word, str)]
        yield from _one(name, texts)


def in_template(source: str, origin: str = "") -> Iterator[tuple[Text, str | None]]:
    """Texts in a Django template, by way of Django's own reader of translation tags."""
    for name, arguments in CALL.findall(templatize(source, origin=origin)):
        yield from _one(name, list(ast.literal_eval(f"({arguments.rstrip(' ,')},)")))


def _one(name: str, texts: list[str]) -> Iterator[tuple[Text, str | None]]:
    if name in SINGLE and texts:
        yield texts[0], None
    elif name in PLURAL and len(texts) > 1:
        yield (texts[0], texts[1]), None
    elif name in CONTEXT and len(texts) > 1:
        yield texts[1], texts[0]


def all_texts() -> Iterator[Found]:
    """Every text of ours, its context and the file it stands in."""
    base = settings.BASE_DIR
    for path in (path for room in ROOMS for path in sorted((base / room).rglob("*.py"))):
        for text, context in in_python(path.read_text()):
            yield text, context, str(path.relative_to(base))
    for kind in ("*.html", "*.txt"):
        for path in sorted((base / "templates").rglob(kind)):
            for text, context in in_template(path.read_text(), str(path)):
                yield text, context, str(path.relative_to(base))


def catalogue_path(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalogue: Catalog) -> None:
    path = catalogue_path(str(catalogue.locale))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=False, no_location=True)


def compiled(language: str) -> Path:
    """Write the .mo file that Django reads, if the .po file is newer."""
    source = catalogue_path(language)
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        with target.open("wb") as file:
            write_mo(file, read(language))
    return target


def missing() -> list[Found]:
    """Texts of ours without English."""
    english = read("en")
    gaps = []
    for text, context, where in all_texts():
        message = english.get(text if isinstance(text, str) else text[0], context)
        said = message.string if message and not message.fuzzy else ""
        whole = all(said) if isinstance(said, tuple) else bool(said)
        if not whole or (isinstance(text, tuple) and not isinstance(said, tuple)):
            gaps.append((text, context, where))
    return gaps


def unused() -> list[str]:
    """Keys of the English catalogue that no text of ours has any more."""
    used = {
        (text if isinstance(text, str) else text[0], context) for text, context, _ in all_texts()
    }
    keys = [(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in read("en") if m.id]
    return sorted(key for key, context in keys if (key, context) not in used)
