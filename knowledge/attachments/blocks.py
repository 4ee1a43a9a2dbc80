"""HTML that a document became, read as plain paragraphs, headings, rows and links."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

SCHEMES = {"http", "https", "mailto"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = 7  # the level of a bold line that stands as a heading


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
