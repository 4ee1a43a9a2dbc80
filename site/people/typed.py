"""What a browser sent as text, read without trust. What it is not is None, never an error."""

from uuid import UUID


def number_in(text: str, digits: int = 9) -> int | None:
    """A whole number from 0, of at most so many digits (9 fit every id of ours, 18 a big one)."""
    return int(text) if text.isdecimal() and len(text) <= digits else None


def key_in(text: str) -> UUID | None:
    """A form's own key."""
    try:
        return UUID(text)
    except ValueError:
        return None
