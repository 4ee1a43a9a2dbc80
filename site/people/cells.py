"""Text in files that spreadsheets open."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: object) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    said = str(text)
    return f"'{said}" if said.startswith(FORMULAS) else said


def as_written(cell: str) -> str:
    """The other way: what stood there before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULAS) else cell
