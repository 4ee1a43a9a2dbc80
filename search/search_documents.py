"""What search describes itself: the shared ground knows nothing of search."""

from search import people  # noqa: F401
from search.facets import FROM, GOAL, register_facet

register_facet(GOAL, FROM)
