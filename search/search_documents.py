"""What search describes itself: the shared ground knows nothing of search."""

from search import people  # noqa: F401
