"""From a Word document to a draft. Nothing is published."""

from __future__ import annotations

import io
import logging
import uuid
import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from knowledge.articles.actions import save_draft, start_draft
from knowledge.articles.drafts import Draft
from knowledge.articles.forms import LONGEST
from knowledge.attachments import actions, word
from people.persons.models import Person
from people.sensitive.numbers import without_numbers
from people.uploads import archives, kinds, limits, names
from people.uploads.refusals import Refused

log = logging.getLogger("utbyte.uploads")
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
PARAGRAPHS, ELEMENTS, DEPTH = 8_000, 200_000, 100  # a long report has a tenth of this


@dataclass
class Imported:
    """`word` is None when the same form had made the draft before."""

    draft: Draft
    word: word.Word | None = None
    lacking: int = 0
    lost: int = 0


def start_from_word(
    *, by: Person, name: str, file: IO[bytes], key: uuid.UUID | None = None
) -> Imported:
    """A new draft with the document's text and pictures; or Refused, and nothing is made."""
    key = key or uuid.uuid4()
    known = Draft.objects.of(by).filter(key=key).first()
    if known is not None:
        return Imported(known)
    found = read_document(name, file)
    title = without_numbers(found.title)[:200]
    draft = start_draft(by=by, key=key, title=title, origin="word")
    texts = {name: without_numbers(text) for name, text in found.sections.items()}
    draft = save_draft(draft=draft, by=by, version=draft.version, **texts)
    done = Imported(draft, found, lost=found.lost)
    for number, picture in enumerate(found.pictures, start=1):
        ending = ENDINGS.get(picture.type, "")
        called = _("Bild %(number)s") % {"number": number} + f".{ending}"
        try:
            actions.attach(
                draft=draft,
                by=by,
                name=called,
                file=io.BytesIO(picture.data),
                alt=without_numbers(picture.alt),
            )
        except Refused:
            done.lost += 1
        else:
            done.lacking += not picture.alt
    return done


def read_document(name: str, file: IO[bytes]) -> word.Word:
    """Looked through as any file that is attached, then read."""
    file.seek(0, io.SEEK_END)
    if file.tell() > limits.DOCUMENT:
        raise Refused(
            _("Filen är för stor. Den får vara högst %(most)s MB."),
            "size",
            {"most": limits.DOCUMENT // limits.MB},
        )
    if names.extension_of(name) != "docx":
        raise Refused(_("Välj ett Word-dokument som slutar på .docx."), "kind")
    kinds.known(name, file)
    _not_too_heavy(file)
    found = _read(file)
    for text in found.sections.values():
        if len(text) > LONGEST:
            raise too_long()
    found.title = found.title or names.clean(name).rpartition(".")[0].replace("_", " ")
    return found


def too_long() -> Refused:
    return Refused(
        _("Dokumentet är för långt för en lärdom. Dela upp det eller korta det i Word."), "long"
    )


class Weight:
    """Counts elements while they pass; nothing of them is kept."""

    def __init__(self) -> None:
        self.elements = self.paragraphs = 0

    def add(self, markup: bytes) -> None:
        self.depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        try:
            parser.Parse(markup, True)
        except expat.ExpatError:
            raise archives.broken() from None

    def _start(self, name: str, attributes: object) -> None:
        self.depth += 1
        self.elements += 1
        self.paragraphs += name.rpartition(":")[2] == "p"
        if self.depth > DEPTH or self.elements > ELEMENTS or self.paragraphs > PARAGRAPHS:
            raise too_long()

    def _end(self, name: str) -> None:
        self.depth -= 1


def _not_too_heavy(file: IO[bytes]) -> None:
    """The reader takes seconds for what costs a few bytes to write; so it is counted first."""
    weight = Weight()
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as stream:
                start = stream.read(64)
                if archives.looks_like_markup(start):
                    weight.add(start + stream.read(archives.MARKUP))


def _read(file: IO[bytes]) -> word.Word:
    file.seek(0)
    try:
        return word.read(file)
    except Exception:
        log.warning("a document could not be read", exc_info=True)
        raise archives.broken() from None
