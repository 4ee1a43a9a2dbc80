"""Reading a Word document as the questions of a lesson. Text and pictures; no styles, no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any

import mammoth
import nh3

from knowledge.articles.models import SECTIONS
from knowledge.attachments.blocks import BOLD, HEADINGS, SCHEMES, Block, Blocks, Links
from knowledge.attachments.headings import field_for
from knowledge.attachments.models import MOST
from people.uploads import limits

STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
TAGS = {*HEADINGS, "p", "ul", "ol", "li", "strong", "em", "a", "br", "table", "tr", "td", "th"}
REST = "what_we_did"


@dataclass
class Picture:
    type: str
    data: bytes
    alt: str


@dataclass
class Word:
    """`known` counts the headings that were one of ours, `dropped` the links that were not kept,
    `lost` the pictures that could not be read."""

    title: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    known: int = 0
    dropped: int = 0
    lost: int = 0


def read(file: IO[bytes]) -> Word:
    """What the document says. The file is one that `people.uploads.kinds` has let through."""
    word = Word()
    gather = Gatherer(word)
    result = mammoth.convert_to_html(
        file,
        convert_image=gather.picture,
        style_map=STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
    )
    links = Links()
    links.feed(result.value)
    word.dropped = links.dropped
    clean = nh3.clean(
        result.value, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None
    )
    blocks = Blocks()
    blocks.feed(clean)
    blocks.close()
    share_out(word, blocks.found)
    return word


class Gatherer:
    """Takes the pictures out of the text, as far as there is room for them."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.left = 3 * limits.PICTURE

    def picture(self, image: Any) -> list[Any]:
        try:
            with image.open() as stream:
                data = stream.read(limits.PICTURE + 1)
        except Exception:
            data = b""
        self.left -= len(data)
        if not data or len(data) > limits.PICTURE or self.left < 0 or self._full():
            self.word.lost += 1
        else:
            alt = " ".join((image.alt_text or "").split())[:300]
            self.word.pictures.append(Picture(image.content_type or "", data, alt))
        return []

    def _full(self) -> bool:
        return len(self.word.pictures) >= MOST


def share_out(word: Word, blocks: list[Block]) -> None:
    """Each block to the question whose heading stands over it; the rest to what we did."""
    texts: dict[str, list[Block]] = {name: [] for name in SECTIONS}
    current, depth = REST, 0
    for block in blocks:
        target = field_for(block.text) if block.level else None
        if target:
            current, depth = target, block.level
            word.known += 1
        elif block.level in HEADINGS.values() and not word.title and not any(texts.values()):
            word.title = " ".join(block.text.split())
        else:
            if 0 < block.level <= min(depth, BOLD - 1):
                current, depth = REST, 0
            texts[current].append(block)
    word.sections = {name: joined(found) for name, found in texts.items() if found}


def joined(blocks: list[Block]) -> str:
    """A blank line between paragraphs, none between the rows of a list."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        tight = before is not None and before.tight and block.tight
        text += ("\n" if tight else "\n\n") + block.text
    return text.strip()
