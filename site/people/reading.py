"""Reads CSV files from outside with care: whatever is wrong is said with file and line."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_CELL = 1_000_000
PIECE = 65_536  # bytes


class BadFile(Exception):
    """A sentence for whoever brought the file: which file, which line, what is wrong."""

    def __init__(self, path: Path, line: int | None, fault: str) -> None:
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{where}: {fault}")


@dataclass(frozen=True, slots=True)
class Row:
    """One record, and the line of the file where it begins."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, sentence: str) -> BadFile:
        return BadFile(self.path, self.line, sentence)

    def required(self, column: str, longest: int = 200) -> str:
        """The cell's text; empty or over-long text is a fault."""
        text = self.cells[column]
        if not text:
            raise self.fault(f"the column {column} is empty.")
        if len(text) > longest:
            raise self.fault(f"the column {column} has {len(text)} characters, at most {longest}.")
        return text

    def whole(self, column: str, lowest: int = 0, highest: int = 2_000_000_000) -> int:
        """The cell as a whole number within the bounds."""
        text = self.cells[column]
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
        if not lowest <= value <= highest:
            raise self.fault(
                f"the column {column} must be a whole number from {lowest} to {highest}, "
                f"not {text[:40]!r}."
            )
        return value


def read_rows(path: Path, columns: str) -> Iterator[Row]:
    """Every record of a CSV file (UTF-8, may be gzipped) that has at least the named columns."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    csv.field_size_limit(LONGEST_CELL)
    header = _next(reader, path)
    if header is None:
        raise BadFile(path, None, "the file is empty.")
    _check_header(path, header, columns.split())
    begins = reader.line_num + 1
    while (cells := _next(reader, path)) is not None:
        if cells and len(cells) != len(header):
            raise BadFile(
                path, begins, f"has {len(cells)} cells, but the first line names {len(header)}."
            )
        if cells:
            stripped = [cell.strip() for cell in cells]
            yield Row(path, begins, dict(zip(header, stripped, strict=True)))
        begins = reader.line_num + 1


def read_text(path: Path) -> str:
    data = _unpacked(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise BadFile(path, line, "is not UTF-8. Save the file as UTF-8.") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadFile(path, line, "has a NUL byte; this is no text file.")
    return text


def _unpacked(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return b"".join(_gunzipped(path, data)) if data[:2] == b"\x1f\x8b" else data
    except FileNotFoundError:
        raise BadFile(path, None, "the file does not exist.") from None
    except OSError as fault:
        raise BadFile(path, None, f"cannot be read ({fault.strerror}).") from None


def _gunzipped(path: Path, data: bytes) -> Iterator[bytes]:
    """Piece by piece, so that a damaged file can be told with the last line that came out."""
    ends, last = 0, b""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            while piece := file.read1(PIECE):
                ends, last = ends + piece.count(b"\n"), piece
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        line = ends + (bool(last) and not last.endswith(b"\n"))
        sentence = f"the gzip file is cut off or damaged after this line ({fault})."
        raise BadFile(path, line or None, sentence) from None


def _next(reader: Iterator[list[str]], path: Path) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as fault:
        line = getattr(reader, "line_num", None)
        raise BadFile(path, line, f"is no proper CSV ({fault}).") from None


def _check_header(path: Path, header: list[str], wanted: list[str]) -> None:
    missing = [name for name in wanted if name not in header]
    if missing:
        raise BadFile(path, 1, f"the column {', '.join(missing)} is missing.")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise BadFile(path, 1, f"the column {', '.join(twice)} occurs twice.")
