"""Reading a Word document as the questions of a lesson. Text and pictures; no styles, no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import IO, Any

import mammoth
import nh3

from knowledge.articles.models import SECTIONS
from knowledge.attachments.headings import field_for
from knowledge.attachments.models import MOST
from people.uploads import limits

STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
SCHEMES = {"http", "https", "mailto"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAGS = {*HEADINGS, "p", "ul", "ol", "li", "strong", "em", "a", "br", "table", "tr", "td", "th"}
BOLD = 7  # the level of a bold line that stands as a heading
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


def leads_out(href: str) -> bool:
    return href.partition(":")[0].lower() in SCHEMES


class Links(HTMLParser):
    """Counts the links that lead anywhere but to a web page or an address."""

    dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href is not None and not href.startswith("#"):
            self.dropped += not leads_out(href)


@dataclass
class Block:
    """A paragraph, a row of a list or a table; `level` 1–6 is a heading, 7 a bold line."""

    text: str
    level: int = 0
    tight: bool = False


class Blocks(HTMLParser):
    """Cleaned HTML as plain blocks, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.words: list[str] = []
        self.loud = self.quiet = 0
        self.bold = 0
        self.lists: list[int | None] = []
        self.cells: list[str] = []
        self.href = ""
        self.link_at = 0
        self.prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS or (tag == "p" and not self.cells and not self.prefix):
            self._end()
        if tag == "strong":
            self.bold += 1
        elif tag == "br":
            self.words.append("\n")
        elif tag in {"ul", "ol"}:
            self._end()
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._end()
            self.prefix = self._mark()
        elif tag == "a":
            self.href, self.link_at = dict(attrs).get("href") or "", len(self.words)
        elif tag == "tr":
            self._end()
            self.cells = [""]
        elif tag in {"td", "th"}:
            self.words = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self.bold -= 1
        elif tag in {"ul", "ol"}:
            self._end()
            self.lists = self.lists[:-1]
        elif tag == "li":
            self._end()
            self.prefix = ""
        elif tag == "a":
            self._link()
        elif tag in {"td", "th"}:
            self.cells.append(" ".join("".join(self.words).split()))
            self.words = []
        elif tag == "tr":
            row = " | ".join(self.cells[1:])
            self.cells, self.words = [], [row if row.strip(" |") else ""]
            self._end(tight=True)
        elif tag in HEADINGS:
            self._end(HEADINGS[tag])
        elif tag == "p" and not self.cells and not self.prefix:
            self._end(BOLD if self.loud and not self.quiet else 0)
        elif tag == "p":
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if data.strip():
            self.loud += bool(self.bold)
            self.quiet += not self.bold

    def close(self) -> None:
        super().close()
        self._end()

    def _mark(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "– "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def _link(self) -> None:
        """Plain text keeps where a link leads, unless the text says it already."""
        said = "".join(self.words[self.link_at :]).strip()
        address = self.href.removeprefix("mailto:")
        if leads_out(self.href) and address not in said:
            self.words.append(f" ({address})")
        self.href = ""

    def _end(self, level: int = 0, tight: bool = False) -> None:
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        text = "\n".join(lines).strip()
        if text:
            is_row = tight or bool(self.prefix)
            self.found.append(Block(self.prefix + text, level, is_row))
            self.prefix = "   " if self.prefix and self.lists else self.prefix
        self.words, self.loud, self.quiet = [], 0, 0


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
